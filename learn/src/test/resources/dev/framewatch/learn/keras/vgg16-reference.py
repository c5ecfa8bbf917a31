# Writes VGG16 with random weights as Keras does (vgg16.h5), a picture (picture.f32) and what PyTorch makes
# of it (expected.f32: 7x7x512, channels last). usage: python3 vgg16-reference.py FOLDER. Run by Vgg16Test.
import sys
import h5py
import numpy as np
import torch

folder = sys.argv[1]
random = np.random.default_rng(7)
torch.set_num_threads(1)
picture = random.uniform(-120, 150, (1, 224, 224, 3)).astype(np.float32)
value = torch.from_numpy(picture.transpose(0, 3, 1, 2).copy())
channels = 3
with h5py.File(folder + '/vgg16.h5', 'w') as file:
    names = []
    for block, (convolutions, width) in enumerate([(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)], 1):
        for i in range(1, convolutions + 1):
            name = f'block{block}_conv{i}'
            names.append(name)
            kernel = random.normal(0, (2 / (9 * channels)) ** 0.5, (3, 3, channels, width)).astype(np.float32)
            bias = random.normal(0, 0.1, width).astype(np.float32)
            group = file.create_group(name)
            group.attrs['weight_names'] = np.array([f'{name}_W_1:0', f'{name}_b_1:0'], dtype='S')
            group.create_dataset(f'{name}_W_1:0', data=kernel)
            group.create_dataset(f'{name}_b_1:0', data=bias)
            with torch.no_grad():
                value = torch.relu(torch.nn.functional.conv2d(
                    value, torch.from_numpy(kernel.transpose(3, 2, 0, 1).copy()), torch.from_numpy(bias), padding=1))
            channels = width
        name = f'block{block}_pool'
        names.append(name)
        file.create_group(name).attrs['weight_names'] = np.array([], dtype='float64')
        value = torch.nn.functional.max_pool2d(value, 2)
    file.attrs['layer_names'] = np.array(['input_1'] + names, dtype='S')
    file.create_group('input_1').attrs['weight_names'] = np.array([], dtype='float64')
picture.astype('<f4').tofile(folder + '/picture.f32')
value.numpy().transpose(0, 2, 3, 1).astype('<f4').tofile(folder + '/expected.f32')
