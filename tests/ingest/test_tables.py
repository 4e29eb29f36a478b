from ingest.formats.limits import Limits
from ingest.formats.tables import read_csv, read_xlsx
from tests.ingest import files

LIMITS = Limits(pages=10, unpacked_bytes=1_000_000, seconds=10)


def test_a_title_above_a_table_and_a_source_below_it_are_no_rows() -> None:
    rows: list[list[object]] = [
        ["Homicides by state, 2019", None, None],
        [None, None, None],
        ["State", "Homicides", "Rate"],
        ["Jalisco", 2672, 31.8],
        ["Source: INEGI.", None, None],
    ]
    assert read_xlsx(files.xlsx(rows, sheet="Table 1"), "a.xlsx", LIMITS).text.split("\n") == [
        "# Table 1",
        "",
        "",
        "Homicides by state, 2019",
        "",
        "| State: Jalisco | Homicides: 2672 | Rate: 31.8 |",
        "",
        "Source: INEGI.",
        "",
    ]


def test_columns_without_any_value_do_not_hide_the_names_of_the_others() -> None:
    rows: list[list[object]] = [["State", "Homicides", None], ["Jalisco", 2672, None], ["Colima", 607, ""]]
    text = read_xlsx(files.xlsx(rows), "a.xlsx", LIMITS).text
    assert text.endswith("| State: Jalisco | Homicides: 2672 |\n| State: Colima | Homicides: 607 |")


def test_a_list_of_one_column_is_a_table() -> None:
    assert read_csv(b"State\nJalisco\nColima\n", "a.csv", LIMITS).text == "| State: Jalisco |\n| State: Colima |"


def test_a_column_without_a_name_leaves_the_rows_as_they_are() -> None:
    text = read_csv(b"State,\nJalisco,2672\nColima,607\n", "a.csv", LIMITS).text
    assert text == "\nState\n\n| Jalisco | 2672 |\n| Colima | 607 |"


def test_a_table_without_names_does_not_take_its_first_row_for_them() -> None:
    assert read_csv(b"Jalisco,2672\nColima,607\n", "a.csv", LIMITS).text == "| Jalisco | 2672 |\n| Colima | 607 |"


def test_columns_may_be_named_by_years() -> None:
    text = read_csv(b"State,2018,2019\nJalisco,2545,2672\n", "a.csv", LIMITS).text
    assert text == "| State: Jalisco | 2018: 2545 | 2019: 2672 |"
