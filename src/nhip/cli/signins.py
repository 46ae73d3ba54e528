"""The sign-ins of the demonstration, as `nhip demo` prints them."""

from __future__ import annotations

from typing import Any

from nhip.cli.tongue import Tongue


def sign_ins() -> list[dict[str, Any]]:
    """One sign-in a role; none in a database that is not a demonstration's alone."""
    from nhip.people.demonstration import NoDemonstration, make_demonstration_people

    try:
        people = make_demonstration_people()
    except NoDemonstration:
        return []
    return [
        {"username": p.username, "password": p.password, "role": p.role, "secret": p.secret, "name": p.full_name}
        for p in people
    ]


def as_text(found: list[dict[str, Any]], tongue: Tongue) -> str:
    """The sign-ins as a small table, with what to do about the second factor."""
    if not found:
        return ""
    from django.utils.translation import override

    from nhip.people.roles import Role

    with override(tongue.code):
        rows = [(str(Role(p["role"]).label), p["username"], p["password"], p["secret"] or "–") for p in found]
    head = (
        tongue("Vai trò", "Role"),
        tongue("Tên đăng nhập", "Sign-in name"),
        tongue("Mật khẩu", "Password"),
        tongue("Khoá mã hai lớp", "Secret of the second factor"),
    )
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(4)]
    lines = ["  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in [head, *rows]]
    return "\n".join(
        [
            tongue("Đăng nhập minh hoạ (chỉ trên máy này):", "Demonstration sign-ins (on this machine only):"),
            *(f"  {line}" for line in lines),
            tongue(
                "  Mã hai lớp lúc này của một người: nhip people code TÊN",
                "  A person's second-factor code of the moment: nhip people code NAME",
            ),
        ]
    )
