"""`nhip people`: accounts from the server's own command line, for the first administrator and for lost factors."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from nhip.cli.outcome import CommandFault, Exit, print_json
from nhip.cli.tongue import Tongue

if TYPE_CHECKING:
    from nhip.people.models import User

NAME = "people"
SUMMARY = ("thêm người dùng, tạo đường dẫn đăng nhập", "add people, make sign-in links")
DETAILS = (
    """\
add    thêm một người với vai trò, và in đường dẫn để người đó tự đặt mật khẩu (dùng một lần, trong một ngày)
link   tạo đường dẫn mới
code   in mã hai lớp của một người dùng minh hoạ (chỉ có ở tỉnh minh hoạ)
list   liệt kê người dùng và vai trò

Vai trò: reporter, officer, statistician, approver, leader, administrator; xem docs/sign-in.md.

Ví dụ:
  nhip people add hoa@example.vn --name "Lý Thị Hoa" --role officer
  nhip people add thu --name "Nông Thị Thu" --role reporter --enterprise 9900000016
  nhip people link hoa@example.vn
  nhip people code officer""",
    """\
add    add a person with roles, and print a link by which they choose a password (once, within a day)
link   make a new link
code   print the second-factor code of a demonstration person (only in the demonstration province)
list   list people and their roles

Roles: reporter, officer, statistician, approver, leader, administrator; see docs/sign-in.md.

Examples:
  nhip people add hoa@example.vn --name "Ly Thi Hoa" --role officer
  nhip people add thu --name "Nong Thi Thu" --role reporter --enterprise 9900000016
  nhip people link hoa@example.vn
  nhip people code officer""",
)
ACTIONS = ("add", "link", "code", "list")


def add_options(parser: argparse.ArgumentParser, tongue: Tongue) -> None:
    """Declare the options."""
    parser.add_argument("action", choices=ACTIONS, help=tongue("việc cần làm", "what to do"))
    parser.add_argument("username", nargs="?", help=tongue("tên đăng nhập", "sign-in name"))
    parser.add_argument("--name", metavar=tongue("TÊN", "NAME"), help=tongue("họ tên đầy đủ", "full name"))
    parser.add_argument("--email", default="", metavar="EMAIL", help=tongue("địa chỉ thư", "e-mail address"))
    parser.add_argument(
        "--role",
        default="",
        metavar=tongue("VAI_TRÒ", "ROLE"),
        help=tongue("một hay nhiều vai trò, cách nhau bằng dấu phẩy", "one role or several, separated by commas"),
    )
    parser.add_argument(
        "--enterprise",
        metavar=tongue("MÃ_SỐ_THUẾ", "TAX_CODE"),
        help=tongue("doanh nghiệp mà người đó báo cáo", "the enterprise the person reports for"),
    )


def run(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    """Do one of the four things, in the installation's database."""
    from nhip.cli.site import migrate

    if asked.action != "list" and not asked.username:
        raise CommandFault("C003", "thiếu tên đăng nhập.", "the sign-in name is missing.", option="username")
    migrate()
    return {"add": _add, "link": _link, "code": _code, "list": _list}[asked.action](asked, tongue)


def _add(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from nhip.people.actions import add_person, grant_role, roles_of

    if not asked.name:
        raise CommandFault("C003", "thiếu --name: họ tên đầy đủ.", "--name is missing: the full name.", option="--name")
    try:
        with transaction.atomic():
            person = add_person(asked.username, asked.name, email=asked.email, language=tongue.code)
            for role in roles_of(asked.role):
                enterprise = _enterprise(asked.enterprise) if role == "reporter" else None
                grant_role(person, role, enterprise=enterprise)
    except ValidationError as wrong:
        told = " ".join(str(m) for m in wrong.messages)
        raise CommandFault("C004", told, told, value=asked.username) from wrong
    except ValueError as wrong:
        raise CommandFault(
            "C004", f"không có vai trò như vậy: {wrong}.", f"no such role: {wrong}.", option="--role", value=asked.role
        ) from wrong
    return _tell_link(person, asked, tongue)


def _enterprise(tax_code: str | None) -> Any:
    from nhip.registry.models import Enterprise

    found = Enterprise.objects.filter(tax_code=tax_code or "").first()
    if found is None:
        raise CommandFault(
            "C004",
            "người báo cáo cần --enterprise với mã số thuế có trong danh mục.",
            "a reporter needs --enterprise with a tax code of the register.",
            option="--enterprise",
            value=tax_code,
        )
    return found


def _person(username: str) -> User:
    from nhip.people.models import User

    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandFault(
            "C004", "không có người dùng này.", "there is no such person.", option="username", value=username
        )
    return found


def _link(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    return _tell_link(_person(asked.username), asked, tongue)


def _tell_link(person: User, asked: argparse.Namespace, tongue: Tongue) -> Exit:
    from django.utils.translation import override

    from nhip.people.actions import sign_in_link

    with override(tongue.code):
        path = sign_in_link(person)
    if asked.json:
        print_json({"ok": True, "username": person.username, "roles": sorted(person.roles), "link": path})
    else:
        print(
            tongue(
                f"{person.username}: mở đường dẫn này trên trang của Nhịp trong vòng một ngày để đặt mật khẩu: {path}",
                f"{person.username}: open this path on the site within a day to choose a password: {path}",
            )
        )
    return Exit.DONE


def _code(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    from nhip.people.demonstration import NoDemonstration, demonstration_code

    try:
        code = demonstration_code(asked.username)
    except NoDemonstration as wrong:
        raise CommandFault(
            "C004",
            "không phải người dùng minh hoạ có mã hai lớp; hãy chạy nhip demo trước.",
            "not a demonstration person with a second factor; run nhip demo first.",
            value=asked.username,
        ) from wrong
    if asked.json:
        print_json({"ok": True, "username": asked.username, "code": code})
    else:
        print(code)
    return Exit.DONE


def _list(asked: argparse.Namespace, tongue: Tongue) -> Exit:
    from nhip.people.models import User

    people: list[dict[str, Any]] = [
        {"username": p.username, "name": p.full_name, "roles": sorted(p.roles), "active": p.is_active}
        for p in User.objects.order_by("username")
    ]
    if asked.json:
        print_json({"ok": True, "people": people})
    elif not people:
        print(tongue("Chưa có ai.", "Nobody yet."))
    for person in [] if asked.json else people:
        closed = "" if person["active"] else tongue(" (đã khoá)", " (closed)")
        print(f"{person['username']}  {person['name']}  {', '.join(person['roles'])}{closed}")
    return Exit.DONE
