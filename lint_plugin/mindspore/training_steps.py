"""The members of torch's optimizers and schedulers that MindSpore's lack, and how MindSpore trains instead.

Source: asked of MindSpore 2.0.0, 2.7.0 and 2.10.0, each class of mindspore.nn, mindspore.mint.optim and
mindspore.experimental.optim and of their schedules; the code was run under the three.
"""

from __future__ import annotations

OPTIMIZER = "mindspore.nn.Optimizer"
EXPERIMENTAL_OPTIMIZER = "mindspore.experimental.optim.Optimizer"
"""The base of mindspore.mint.optim's, too."""
SCHEDULE = "mindspore.nn.learning_rate_schedule.LearningRateSchedule"

LACKING = {
    OPTIMIZER: frozenset({"zero_grad", "step", "param_groups", "add_param_group"}),
    EXPERIMENTAL_OPTIMIZER: frozenset({"zero_grad", "step"}),
    SCHEDULE: frozenset({"step"}),
}
"""What each base's classes lack in every version; those of experimental.optim.lr_scheduler have `step`."""

STEP = (
    "grad_fn = {value_and_grad}(forward_fn, None, {weights}); loss, grads = grad_fn(x); {optimizer}(grads)",
    "{optimizer}.parameters",
    "net.trainable_params()",
)
"""One step of training, where `forward_fn` returns the loss; what it is given for `weights`: with the optimizer known,
and without."""

NAMES = frozenset({
    *(OPTIMIZER, "mindspore.nn.optim.Optimizer", "mindspore.nn.optim.optimizer.Optimizer", EXPERIMENTAL_OPTIMIZER),
    *("mindspore.nn.Cell", "mindspore.nn.cell.Cell", SCHEDULE),
})  # fmt: skip
"""The names of the classes to which projects give these members themselves."""
