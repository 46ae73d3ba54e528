"""What a password must be, as the settings of an installation have it."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from nhip.people.models import User

LAN = User(username="hoanglan@so.example.vn", full_name="Hoàng Thị Lan", email="hoanglan@so.example.vn")


@pytest.mark.parametrize(
    "password",
    [
        "gà trống gáy bốn giờ sáng",
        "correct horse battery staple",
        "w7#kP2z!mQ9x",
        "xqzjvkwpyhbn",
        "730184652907314",  # digits alone are fine: no rules of composition
        "m" * 10 + "ưa rào trên mái tôn",
        "một câu rất dài " * 8,
        "Tf4" * 40,
    ],
)
def test_good_ones(password):
    validate_password(password, LAN)


@pytest.mark.parametrize(
    "password",
    [
        "w7#kP2z!mQ9",  # eleven
        "password1234",
        "Password!2026",
        "1q2w3e4r5t6y",
        "qwertyuiop12",
        "123456789012",
        "aaaaaaaaaaaa",
        "abababababab",
        "Matkhau@2026",
        "MậtKhẩu123456",
        "langson123456",
        "CongThuong@2025",
        "nhanvien12345",
        "hoanglan@so.example",
        "!!!!!!!!!!!!",
    ],
)
def test_guessable_ones(password):
    with pytest.raises(ValidationError):
        validate_password(password, LAN)
