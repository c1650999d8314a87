"""Batches of MindSpore's datasets."""

import mindspore.dataset as ds
from elsewhere import load

data = ds.NumpySlicesDataset({"image": [1], "label": [2]}).batch(2).shuffle(4)
loader = load()


class Own:
    def create_dict_iterator(self):
        return [1]


reveal(data)  # dataset.NumpySlicesDataset
reveal(data.get_dataset_size())  # mindspore.dataset.NumpySlicesDataset
reveal(data.create_tuple_iterator())  # [[~Tensor]]
reveal(data.create_dict_iterator(num_epochs=1))  # [dict[str, ~Tensor]]
reveal(next(data.create_tuple_iterator(num_epochs=1))[0])  # ~Tensor
reveal(loader.create_dict_iterator(1, output_numpy=False))  # [dict[str, ~Tensor]]
reveal(loader.create_dict_iterator(1, True))  # [?]
reveal(data.create_tuple_iterator(output_numpy=True))  # [?]
reveal(Own().create_dict_iterator())  # [int]

for step, (image, label) in enumerate(data):
    reveal(image)  # ~Tensor
for batch in loader.create_dict_iterator():
    reveal(batch["image"])  # ~Tensor
for sampler in ds.SequentialSampler():
    reveal(sampler)  # ?
