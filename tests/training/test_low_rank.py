import torch
from torch import nn

from answering.reading.build import CHANGED_BY
from training.bases import learning
from training.low_rank import RANK, Changed, change, merge


def layers() -> nn.Sequential:
    torch.manual_seed(0)
    frozen = nn.Sequential(nn.Linear(6, 8), nn.GELU(), nn.Sequential(nn.Linear(8, 4)))
    return frozen.requires_grad_(False)


def test_a_change_starts_at_nothing_and_is_all_that_learns() -> None:
    model, given = layers(), torch.randn(3, 6)
    before = model(given)
    change(model)
    assert torch.equal(model(given), before)
    assert sorted(learning(model)) == ["0.down", "0.up", "2.0.down", "2.0.up"]
    assert learning(model)["0.down"].shape == (RANK, 6)


def test_some_inputs_of_a_change_are_left_out_in_training_alone() -> None:
    model, given = layers(), torch.randn(64, 6)
    change(model)
    for name, weight in learning(model).items():
        nn.init.normal_(weight, std=0.1 if name.endswith("up") else 1.0)
    assert not torch.equal(model.train()(given), model(given))
    assert torch.equal(model.eval()(given), model(given))


def test_a_merged_layer_is_the_changed_one() -> None:
    model, given = layers(), torch.randn(3, 6)
    change(model)
    for name, weight in learning(model).items():
        nn.init.normal_(weight, std=0.1 if name.endswith("up") else 1.0)
    changed = model.eval()(given)
    first = model[0]
    assert isinstance(first, Changed)
    whole = first.weight + CHANGED_BY * first.up @ first.down
    merge(model)
    assert torch.allclose(model(given), changed, atol=1e-5)
    assert torch.allclose(model[0].weight, whole)
    assert not any(isinstance(part, Changed) for part in model.modules())
