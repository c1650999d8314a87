"""What is written for a call of a function of torch.nn.init."""

from __future__ import annotations

import pytest

from lint_plugin.mindspore import initializers, versions


@pytest.mark.parametrize(
    ("function", "arguments", "keywords", "initializer"),
    [
        # torch's defaults are kept
        ("kaiming_normal_", ["w"], {}, 'HeNormal(negative_slope=0, mode="fan_in", nonlinearity="leaky_relu")'),
        ("kaiming_uniform_", ["w", "5 ** 0.5"], {},
         'HeUniform(negative_slope=5 ** 0.5, mode="fan_in", nonlinearity="leaky_relu")'),
        ("kaiming_normal_", ["w"], {"mode": "'fan_out'", "nonlinearity": "'relu'"},
         "HeNormal(negative_slope=0, mode='fan_out', nonlinearity='relu')"),
        ("xavier_uniform_", ["w"], {"gain": "2"}, "XavierUniform(gain=2)"),
        ("xavier_normal_", ["w"], {}, "XavierNormal(gain=1.0)"),
        # torch's order of mean and std is the other way round
        ("normal_", ["w", "0.0", "0.02"], {}, "Normal(sigma=0.02, mean=0.0)"),
        ("normal_", ["w"], {}, "Normal(sigma=1.0, mean=0.0)"),
        ("trunc_normal_", ["w"], {"std": "0.02"}, "TruncatedNormal(sigma=0.02, mean=0.0, a=-2.0, b=2.0)"),
        ("constant_", ["w", "0"], {}, "Constant(0)"),
        ("zeros_", ["w"], {}, "Zero()"),
        ("ones_", [], {"tensor": "w"}, "One()"),
        ("eye_", ["w"], {}, "Identity()"),
        ("dirac_", ["w", "2"], {}, "Dirac(groups=2)"),
        ("orthogonal_", ["w"], {"gain": "g"}, "Orthogonal(gain=g)"),
        ("sparse_", ["w", "0.1"], {}, "Sparse(sparsity=0.1, sigma=0.01)"),
        # the old spelling, a generator
        ("kaiming_normal", ["w"], {}, 'HeNormal(negative_slope=0, mode="fan_in", nonlinearity="leaky_relu")'),
        ("zeros_", ["w"], {"generator": "g"}, "Zero()"),
        # an interval about 0
        ("uniform_", ["w", "-0.1", "0.1"], {}, "Uniform(0.1)"),
        ("uniform_", ["w", "-k", "k"], {}, "Uniform(k)"),
        ("uniform_", ["w"], {"a": "-(k)", "b": "k"}, "Uniform(k)"),
    ],
)  # fmt: skip
def test_statement(function: str, arguments: list[str], keywords: dict[str, str], initializer: str) -> None:
    made = initializers.initialisation(function, arguments, keywords, None)
    assert made is not None
    assert made.initializer == initializer
    assert made.code == f"w.set_data(initializer({initializer}, w.shape, w.dtype))"


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (["w"], "initializer(Uniform(0.5), w.shape, w.dtype).init_data() + 0.5"),
        (["w", "2", "5"], "initializer(Uniform(1.5), w.shape, w.dtype).init_data() + 3.5"),
        (
            ["w", "low", "high"],
            "initializer(Uniform(((high) - (low)) / 2), w.shape, w.dtype).init_data() + ((low) + (high)) / 2",
        ),
    ],
)
def test_uniform_between_other_bounds_is_moved(arguments: list[str], value: str) -> None:
    made = initializers.initialisation("uniform_", arguments, {}, None)
    assert made is not None
    assert made.code == f"w.set_data({value})"


@pytest.mark.parametrize(
    ("function", "arguments", "keywords"),
    [
        ("no_such_", ["w"], {}),
        ("constant_", ["w"], {}),
        ("zeros_", [], {}),
        ("normal_", ["w"], {"sigma": "1"}),
        ("normal_", ["w", "0.0"], {"mean": "0.0"}),
        ("zeros_", ["w", "g", "x"], {}),
    ],
)
def test_call_that_cannot_be_bound_gets_no_statement(
    function: str, arguments: list[str], keywords: dict[str, str]
) -> None:
    assert initializers.initialisation(function, arguments, keywords, None) is None


@pytest.mark.parametrize(
    ("version", "keywords", "initializer"),
    [
        ((2, 5), {"std": "0.02"}, "TruncatedNormal(sigma=0.02, mean=0.0, a=-2.0, b=2.0)"),
        ((2, 0), {"std": "0.02"}, "TruncatedNormal(sigma=0.02)"),
        ((2, 0), {"std": "0.02", "a": "-2", "b": "2.0"}, "TruncatedNormal(sigma=0.02)"),
        ((2, 0), {"std": "0.02", "mean": "1"}, None),
    ],
)
def test_truncated_normal_of_early_versions_has_its_deviation_alone(
    version: versions.Version, keywords: dict[str, str], initializer: str | None
) -> None:
    made = initializers.initialisation("trunc_normal_", ["w"], keywords, version)
    assert (made and made.initializer) == initializer


def test_names_are_spelled_as_the_file_knows_them() -> None:
    known = {
        "mindspore.common.initializer.initializer": "init.initializer",
        "mindspore.common.initializer.Zero": "init.Zero",
    }
    made = initializers.initialisation("zeros_", ["self.conv.bias.data"], {}, None, known.__getitem__)
    assert made is not None
    assert (
        made.code
        == "self.conv.bias.set_data(init.initializer(init.Zero(), self.conv.bias.shape, self.conv.bias.dtype))"
    )
    assert set(made.uses) == set(known)
