from decimal import Decimal

import pytest

from answering.language.figures import dates_in, figures_in


def values(text: str) -> list[set[int | float]]:
    return [{float(value) for value in figure.values} for figure in figures_in(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("17,608 people", 17_608),
        ("17 608 people", 17_608),
        ("17608 people", 17_608),
        ("17\u00a0608 personas", 17_608),
        ("1,234,567.5 pesos", 1_234_567.5),
        ("1.234.567,5 pesos", 1_234_567.5),
        ("0,5 hectares", 0.5),
        ("two governors", 2),
        ("dos gobernadores", 2),
        ("six thousand guards", 6000),
        ("seis mil guardias", 6000),
        ("6 thousand guards", 6000),
        ("3.5 millones", 3_500_000),
        ("2 mil millones", 2_000_000_000),
        ("twenty-five towns", 25),
        ("two hundred fifty towns", 250),
    ],
)
def test_a_figure_has_one_value_however_it_is_written(text: str, value: float) -> None:
    assert values(text) == [{value}]


def test_a_point_before_three_digits_leaves_both_meanings() -> None:
    assert values("12.000") == [{12, 12_000}]


def test_a_lone_one_is_an_article() -> None:
    assert figures_in("one man, una mujer, a town") == []


def test_percent_belongs_to_its_figure_in_both_languages() -> None:
    found = figures_in("35.2 percent, 12%, 7 por ciento, 40 men")
    assert [(f.percent, f.words) for f in found] == [
        (True, "35.2 percent"),
        (True, "12%"),
        (True, "7 por ciento"),
        (False, "40"),
    ]


@pytest.mark.parametrize(
    "text", ["1 December 2018", "December 1, 2018", "1 de diciembre de 2018", "2018-12-01", "1st of December 2018"]
)
def test_a_date_has_the_same_parts_in_every_order(text: str) -> None:
    [date] = dates_in(f"On {text} it began.")
    assert date.parts == {("year", 2018), ("month", 12), ("day", 12, 1)}
    assert date.words == text


def test_a_range_of_years_holds_both() -> None:
    assert [date.parts for date in dates_in("2018-19 and 1994–2001")] == [
        {("year", 2018), ("year", 2019)},
        {("year", 1994), ("year", 2001)},
    ]


def test_a_decade_is_not_its_first_year() -> None:
    assert [date.parts for date in dates_in("in the 1990s, and in 1990")] == [{("decade", 1990)}, {("year", 1990)}]


def test_years_are_dates_and_not_figures() -> None:
    assert figures_in("In 2019, 40 towns") == figures_in("In    , 40 towns")
    assert dates_in("40 towns, 2,019 men, 2018%") == []


def test_words_are_told_as_they_stand_in_the_text() -> None:
    text = "Más de 17,608 víctimas; el 3,5 por ciento; Ángel."
    assert [figure.words for figure in figures_in(text)] == ["17,608", "3,5 por ciento"]
    assert figures_in(text)[0].values == {Decimal(17_608)}
