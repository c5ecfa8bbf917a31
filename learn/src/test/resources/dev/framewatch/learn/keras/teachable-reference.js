// Made teachable/: a model of Teachable Machine's shape with few channels and random weights, saved as its library
// saves it, and in expected.json what TensorFlow.js makes of a picture of arithmetic's making. Run in an empty folder:
//   npm install @tensorflow/tfjs@4.22.0 && node teachable-reference.js
// It is kept to show where the numbers come from; no build or test runs it.
const fs = require('fs');
const tf = require('@tensorflow/tfjs');

let random = 12345;
function next() { // uniform, 0 to 1
  random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
  return random / 4294967296;
}

function block(x, name, width, stride, expansion) { // an inverted residual of MobileNetV2
  const inputs = x.shape[3];
  const norm = suffix => tf.layers.batchNormalization({ axis: -1, epsilon: 1e-3, momentum: 0.999, name: name + suffix });
  let y = tf.layers.conv2d({ filters: expansion * inputs, kernelSize: 1, padding: 'same', useBias: false, name: name + '_expand' }).apply(x);
  y = norm('_expand_BN').apply(y);
  y = tf.layers.reLU({ maxValue: 6, name: name + '_expand_relu' }).apply(y);
  if (stride === 2) y = tf.layers.zeroPadding2d({ padding: [[0, 1], [0, 1]], name: name + '_pad' }).apply(y);
  y = tf.layers.depthwiseConv2d({ kernelSize: 3, strides: stride, padding: stride === 1 ? 'same' : 'valid', useBias: false, name: name + '_depthwise' }).apply(y);
  y = norm('_depthwise_BN').apply(y);
  y = tf.layers.reLU({ maxValue: 6, name: name + '_depthwise_relu' }).apply(y);
  y = tf.layers.conv2d({ filters: width, kernelSize: 1, padding: 'same', useBias: false, name: name + '_project' }).apply(y);
  y = norm('_project_BN').apply(y);
  return inputs === width && stride === 1 ? tf.layers.add({ name: name + '_add' }).apply([x, y]) : y;
}

function convolutions(size) {
  const input = tf.input({ shape: [size, size, 3], name: 'input_1' });
  let x = tf.layers.zeroPadding2d({ padding: [[0, 1], [0, 1]], name: 'Conv1_pad' }).apply(input);
  x = tf.layers.conv2d({ filters: 8, kernelSize: 3, strides: 2, padding: 'valid', useBias: false, name: 'Conv1' }).apply(x);
  x = tf.layers.batchNormalization({ axis: -1, epsilon: 1e-3, name: 'bn_Conv1' }).apply(x);
  x = tf.layers.reLU({ maxValue: 6, name: 'Conv1_relu' }).apply(x);
  x = block(x, 'block_1', 8, 2, 4);
  x = block(x, 'block_2', 8, 1, 4);
  x = block(x, 'block_3', 12, 2, 4);
  x = tf.layers.conv2d({ filters: 40, kernelSize: 1, useBias: false, name: 'Conv_1' }).apply(x);
  x = tf.layers.batchNormalization({ axis: -1, epsilon: 1e-3, name: 'Conv_1_bn' }).apply(x);
  x = tf.layers.reLU({ maxValue: 6, name: 'out_relu' }).apply(x);
  return tf.model({ inputs: input, outputs: x, name: 'model1' });
}

function randomise(model) {
  model.setWeights(model.weights.map(weight => {
    const size = weight.shape.reduce((a, b) => a * b, 1);
    const kernel = weight.shape.length > 1;
    const fan = weight.name.includes('depthwise') ? 9 : size / weight.shape[weight.shape.length - 1];
    const values = Float32Array.from({ length: size }, () => {
      if (kernel) return (next() * 2 - 1) * Math.sqrt(6 / fan);
      if (weight.name.includes('gamma') || weight.name.includes('variance')) return 0.5 + next();
      return next() * 0.6 - 0.3;
    });
    return tf.tensor(values, weight.shape);
  }));
}

function picture(size) {
  const values = new Float32Array(size * size * 3);
  let state = 12345;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const colour = i % 3, x = Math.floor(i / 3) % size, y = Math.floor(i / 3 / size);
    values[i] = (((x * 3 + y * 5 + colour * 40) & 127) + (state >>> 25)) / 127.5 - 1;
  }
  return tf.tensor4d(values, [1, size, size, 3]);
}

(async () => {
  await tf.setBackend('cpu');
  const size = 64;
  const features = tf.sequential();
  features.add(convolutions(size));
  features.add(tf.layers.globalAveragePooling2d({}));
  const decision = tf.sequential();
  decision.add(tf.layers.dense({ units: 10, inputShape: [40], activation: 'relu' }));
  decision.add(tf.layers.dense({ units: 3, activation: 'softmax', useBias: false }));
  const model = tf.sequential();
  model.add(features);
  model.add(decision);
  randomise(model);
  const x = picture(size);
  const described = features.predict(x);
  fs.mkdirSync('teachable', { recursive: true });
  fs.writeFileSync('teachable/expected.json', JSON.stringify({
    size,
    features: Array.from(described.dataSync()),
    probabilities: Array.from(decision.predict(described).dataSync()),
    together: Array.from(model.predict(x).dataSync()),
  }) + '\n');
  await model.save(tf.io.withSaveHandler(async saved => {
    fs.writeFileSync('teachable/weights.bin', Buffer.from(saved.weightData));
    fs.writeFileSync('teachable/model.json', JSON.stringify({
      modelTopology: saved.modelTopology,
      format: saved.format,
      generatedBy: saved.generatedBy,
      convertedBy: saved.convertedBy,
      weightsManifest: [{ paths: ['./weights.bin'], weights: saved.weightSpecs }],
    }) + '\n');
    fs.writeFileSync('teachable/metadata.json', JSON.stringify({
      tfjsVersion: '1.3.1', tmVersion: '2.4.7', packageVersion: '0.8.5', packageName: '@teachablemachine/image',
      timeStamp: '2024-01-01T00:00:00.000Z', userMetadata: {}, modelName: 'tm-my-image-model',
      labels: ['Cat', 'Dog', 'Background'], imageSize: size,
    }) + '\n');
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
  }));
})();
