"""YAML texts become plain values, and nothing but those."""

import pytest
import yaml

from core.yaml_text import load_yaml


def test_values_are_plain() -> None:
    assert load_yaml("a: [1, 2.5, yes]\nb: {c: río}\nd: 2019-12-19") == yaml.safe_load(
        "a: [1, 2.5, yes]\nb: {c: río}\nd: 2019-12-19"
    )


@pytest.mark.parametrize("text", ["a: [", "!!python/object/apply:os.getcwd []"])
def test_what_is_broken_or_no_plain_value_is_refused(text: str) -> None:
    with pytest.raises(yaml.YAMLError):
        load_yaml(text)
