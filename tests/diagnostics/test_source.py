"""The text of a rules file: normalised, with lines and columns, from any bytes at all."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wrbc_rules.source import Source, Span, cover

LINES = st.text(alphabet=st.sampled_from("ab é漢\t\n\r\ufeff\x0b\u2028\ud83d"), max_size=40)


@given(st.binary(max_size=60))
@example(b"\xff\xfe\x00")
@example(b"\xff\xfe\x00\x00\x01")
@example(b"\xef\xbb\xbf\xef\xbb\xbf\x80")
def test_any_bytes_make_a_source_of_whole_characters(data: bytes) -> None:
    source, found = Source.from_bytes("x.rules", data)
    source.text.encode("utf-8")
    assert all(d.code in ("WR001", "WR002") and d.source == source for d in found)


@given(st.binary(max_size=60))
def test_bytes_are_complained_about_exactly_if_they_are_not_utf8(data: bytes) -> None:
    _, found = Source.from_bytes("x.rules", data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        assert found
    else:
        assert not found


@given(LINES)
def test_a_text_is_normalised_once_and_for_all(text: str) -> None:
    source = Source.from_text("x.rules", text)
    assert Source.from_text("x.rules", source.text) == source
    assert "\r" not in source.text
    assert not source.text.startswith("\ufeff")
    assert source.text.endswith("\n")
    assert source.text == "\n" or not source.text.endswith("\n\n")


@given(LINES)
def test_lines_and_columns_name_each_place_once(text: str) -> None:
    source = Source.from_text("x.rules", text)
    places = [(source.line_of(i), source.column_of(i)) for i in range(len(source.text))]
    assert places == [
        (number, column)
        for number, line in enumerate(source.text[:-1].split("\n"), start=1)
        for column in range(1, len(line) + 2)
    ]
    assert "".join(source.line_text(n + 1) + "\n" for n in range(source.line_count)) == source.text


def test_places_outside_the_text_are_its_ends() -> None:
    source = Source.from_text("x.rules", "ab\ncd")
    assert (source.line_of(-5), source.column_of(-5)) == (1, 1)
    assert (source.line_of(99), source.column_of(99)) == (2, 3)
    assert (source.line_text(0), source.line_text(3)) == ("", "")
    assert (source.line_start(0), source.line_start(3)) == (0, 3)
    assert source.slice(Span(-3, 2)) == "ab"


@pytest.mark.parametrize("text", ["ab\r\ncd\r\n", "\ufeffab\ncd", "ab\rcd", "ab\ncd\n\n\n"])
def test_byte_order_marks_and_line_ends_change_nothing(text: str) -> None:
    source, found = Source.from_bytes("x.rules", text.encode())
    assert source.text == "ab\ncd\n"
    assert found == ()


def test_a_byte_that_is_not_utf8_is_reported_in_its_place() -> None:
    source, (found,) = Source.from_bytes("x.rules", "ok\r\nparent’s".encode("cp1252"))
    assert source.text == "ok\nparent\ufffds\n"
    assert (found.code, found.span) == ("WR001", Span(9, 10))
    assert found.message == "byte 92 is not UTF-8"
    assert found.notes == ("in Windows-1252, an older encoding, this would be `’`",)


def test_bytes_in_a_row_are_one_complaint_and_many_complaints_are_capped() -> None:
    _, (found,) = Source.from_bytes("x.rules", b"\xff" * 1000)
    assert found.message == "these 1000 bytes are not UTF-8"
    _, many = Source.from_bytes("x.rules", b"\xe9 " * 1000)
    assert len(many) == 20
    assert many[-1].notes[-1] == "and 980 more like this in the file"


@pytest.mark.parametrize("codec", ["utf-16", "utf-32", "utf-16-be", "utf-32-be"])
def test_a_file_saved_as_utf16_is_read_and_refused(codec: str) -> None:
    data = "\ufeffclause".encode(codec) if codec.endswith("be") else "clause".encode(codec)
    source, (found,) = Source.from_bytes("x.rules", data)
    assert source.text == "clause\n"
    assert found.code == "WR002"


def test_cover_is_the_smallest_span_around() -> None:
    assert cover(Span(4, 6), Span(1, 2), Span(5, 9)) == Span(1, 9)
    assert Span(4, 6).cover() == Span(4, 6)
