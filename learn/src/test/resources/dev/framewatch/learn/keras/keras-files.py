# Made hdf5.zip: small files in the layouts that Keras 1, 2 and 3 write, some of them hostile, and expected.json with
# what the good ones compute. usage: python3 keras-files.py hdf5
# It is kept to show where the files come from; no build or test runs it.
import json
import os
import shutil
import sys
import h5py
import numpy as np

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
random = np.random.default_rng(3)
expected = {}


def layer(kind, name, **settings):
    return {'class_name': kind, 'config': {'name': name, 'trainable': True, 'dtype': 'float32', **settings}}


def dense(name, units, activation, **settings):
    return layer('Dense', name, units=units, activation=activation, use_bias=True, **settings)


def config(layers):
    return {'class_name': 'Sequential', 'config': {'name': 'sequential', 'layers': layers}}


TUTORIAL = [dense('dense', 4, 'sigmoid'), layer('Dropout', 'dropout', rate=0.5), dense('dense_1', 3, 'sigmoid'),
            layer('Dropout', 'dropout_1', rate=0.5), dense('dense_2', 2, 'softmax')]
START = [layer('InputLayer', 'input_1', batch_input_shape=[None, 2, 2, 3]), layer('Flatten', 'flatten')]


def weights(*sizes):
    return [(random.normal(0, 1, (a, b)).astype('float32'), random.normal(0, 1, b).astype('float32'))
            for a, b in zip(sizes, sizes[1:])]


def save(name, model, layers, inner=lambda layer: layer + '/', ending=':0', **options):
    with h5py.File(f'{folder}/{name}.h5', 'w') as file:
        file.attrs['model_config'] = json.dumps(model)
        file.attrs['keras_version'] = '2.4.0'
        root = file.create_group('model_weights')
        root.attrs['layer_names'] = np.array([one['config']['name'] for one in model['config']['layers']], dtype='S')
        for one in model['config']['layers']:
            group = root.create_group(one['config']['name'])
            own = layers.get(one['config']['name'])
            prefix = inner(one['config']['name'])
            names = [prefix + 'kernel' + ending, prefix + 'bias' + ending] if own else []
            group.attrs['weight_names'] = np.array(names, dtype='S') if own else np.array([], dtype='float64')
            for path, values in zip(names, own or []):
                group.create_dataset(path, data=values, **options)
    return f'{folder}/{name}.h5'


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


def expect(name, x, y):
    expected[name] = {'features': [float(v) for v in x], 'probabilities': [float(v) for v in y]}


three = weights(12, 4, 3, 2)
named = dict(zip(['dense', 'dense_1', 'dense_2'], three))
x = random.normal(0, 1, 12).astype('float32')
(k0, b0), (k1, b1), (k2, b2) = three
answer = softmax(sigmoid(sigmoid(x @ k0 + b0) @ k1 + b1) @ k2 + b2)
save('tutorial', config(START + TUTORIAL), named)
expect('tutorial', x, answer)

# Keras 3 writes other names for the same things, and the shape as batch_shape
three_start = [layer('InputLayer', 'input_layer', batch_shape=[None, 12])]
save('keras3', config(three_start + TUTORIAL), named, inner=lambda one: 'sequential/' + one + '/', ending='')
expect('keras3', x, answer)

# without an InputLayer, ending in one sigmoid, relu and a layer of its own for the activation
one = weights(6, 5, 1)
single = [dense('a', 5, 'relu', batch_input_shape=[None, 6]), dense('b', 1, 'linear'),
          layer('Activation', 'end', activation='sigmoid')]
save('sigmoid', config(single), {'a': one[0], 'b': one[1]})
x = random.normal(0, 1, 6).astype('float32')
expect('sigmoid', x, sigmoid(np.maximum(x @ one[0][0] + one[0][1], 0) @ one[1][0] + one[1][1]))

# on as many features as teachable/ gives
save('forty', config([dense('dense', 2, 'softmax', batch_input_shape=[None, 40])]), {'dense': weights(40, 2)[0]})

# what must be refused
save('lambda', config(START[:1] + [layer('Lambda', 'evil', function=['4wEAAAA=', None, None])] + START[1:] + TUTORIAL), named)
save('unknown-layer', config(START + [layer('LSTM', 'lstm', units=3)] + TUTORIAL), named)
save('pictures', config([config([layer('InputLayer', 'input_1', batch_input_shape=[None, 8, 8, 3])])] + TUTORIAL), named)
save('raw', config(START[:1] + TUTORIAL), named)
save('logits', config(START + TUTORIAL[:-1] + [dense('dense_2', 2, 'linear')]), named)
save('compressed', config(START + TUTORIAL), named, chunks=True, compression='gzip')
save('integers', config(START + TUTORIAL), {**named, 'dense_1': (np.ones((4, 3), 'int32'), named['dense_1'][1])})
save('misfit', config(START + TUTORIAL), {**named, 'dense_1': weights(5, 3)[0]})
save('units', config(START + TUTORIAL), {**named, 'dense_1': weights(4, 7)[0]})
save('missing', config(START + TUTORIAL), {**named, 'dense_1': None})
spoilt = named['dense_1'][0].copy()
spoilt[1, 2] = np.nan
save('nan', config(START + TUTORIAL), {**named, 'dense_1': (spoilt, named['dense_1'][1])})


def relink(name, link):
    with h5py.File(save(name, config(START + TUTORIAL), named), 'r+') as file:
        group = file['model_weights/dense_1/dense_1']
        del group['kernel:0']
        group['kernel:0'] = link


relink('soft-link', h5py.SoftLink('/model_weights/dense/dense/kernel:0'))
relink('external-link', h5py.ExternalLink('tutorial.h5', '/model_weights/dense_1/dense_1/kernel:0'))
with h5py.File(save('external-group', config(START + TUTORIAL), named), 'r+') as file:
    del file['model_weights']
    file['model_weights'] = h5py.ExternalLink('tutorial.h5', '/model_weights')
with h5py.File(save('external-data', config(START + TUTORIAL), named), 'r+') as file:
    group = file['model_weights/dense_1/dense_1']
    del group['kernel:0']
    group.create_dataset('kernel:0', (4, 3), 'float32', external=[('tutorial.h5', 0, 48)])
with h5py.File(save('huge', config(START + TUTORIAL), named), 'r+') as file:
    group = file['model_weights/dense_1/dense_1']
    del group['kernel:0']
    group.create_dataset('kernel:0', (1 << 20, 1 << 20), 'float32')
with h5py.File(f'{folder}/strange.h5', 'w') as file:
    file['something'] = np.zeros(3)
with h5py.File(f'{folder}/vgg19.h5', 'w') as file:
    for name in ['block1_conv1', 'block3_conv4']:
        file.create_group(name)
with h5py.File(f'{folder}/theano.h5', 'w') as file:
    group = file.create_group('block1_conv1')
    group['block1_conv1_W_1:0'] = np.zeros((64, 3, 3, 3), 'float32')
    group['block1_conv1_b_1:0'] = np.zeros(64, 'float32')
with open(f'{folder}/expected.json', 'w') as out:
    json.dump(expected, out, indent=1)
    out.write('\n')
shutil.make_archive(folder, 'zip', folder)
