// Made reference-*.json, except that of mobilefacenet. Run in a folder with the two packages unpacked as human/ and nsfwjs/:
//   npm install @tensorflow/tfjs@4.22.0 && node tfjs-reference.js
// It is kept to show where the numbers come from; no build or test runs it.
const fs = require('fs');
const path = require('path');
const tf = require('@tensorflow/tfjs');

function picture(height, width, mean, divisor) {
  const values = new Float32Array(height * width * 3);
  let random = 12345;
  for (let i = 0; i < values.length; i++) {
    random = (Math.imul(random, 1664525) + 1013904223) >>> 0;
    const colour = i % 3, x = Math.floor(i / 3) % width, y = Math.floor(i / 3 / width);
    values[i] = (((x * 3 + y * 5 + colour * 40) & 127) + (random >>> 25) - mean[colour]) / divisor;
  }
  return tf.tensor4d(values, [1, height, width, 3]);
}

function fromJson(file) {
  const model = JSON.parse(fs.readFileSync(file));
  const shards = model.weightsManifest.flatMap(g => g.paths).map(p => fs.readFileSync(path.join(path.dirname(file), p)));
  return load(model, shards);
}

function fromScripts(folder) { // copied to .cjs because the package calls them ES modules
  const script = name => {
    fs.copyFileSync(path.join(folder, name + '.min.js'), `/tmp/${name}.cjs`);
    return require(`/tmp/${name}.cjs`);
  };
  const model = script('model');
  const shards = model.weightsManifest.flatMap(g => g.paths).map(p => Buffer.from(script(p), 'base64'));
  return load(model, shards);
}

function load(model, shards) {
  const bytes = Buffer.concat(shards);
  return tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: model.modelTopology,
    weightSpecs: model.weightsManifest.flatMap(g => g.weights),
    weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
  }));
}

async function record(id, loading, [height, width], mean, divisor, input, outputs, kept) {
  const model = await loading;
  const fixture = { height, width, mean, divisor, outputs: [] };
  const x = picture(height, width, mean, divisor);
  for (const [name, node, pooling] of outputs) {
    let value = model.execute({ [input]: x }, node);
    if (pooling) value = value[pooling]([1, 2]);
    const data = Array.from(value.dataSync());
    fixture.outputs.push({
      name,
      sum: data.reduce((a, b) => a + b, 0),
      norm: Math.sqrt(data.reduce((a, b) => a + b * b, 0)),
      values: data.slice(0, kept).map(v => Number(v.toPrecision(8))),
    });
  }
  fs.writeFileSync(`reference-${id}.json`, JSON.stringify(fixture) + '\n');
}

(async () => {
  await tf.setBackend('cpu');
  const heads = [0, 1, 2].flatMap(k => [
    [`class_${k}`, `prediction_layers/class_predictor_${k}/BiasAdd`],
    [`box_${k}`, `prediction_layers/box_encoding_predictor_${k}/BiasAdd`],
  ]);
  await record('faceboxes', fromJson('human/models/faceboxes.json'), [256, 384],
    [127.5, 127.5, 127.5], 127.5, 'standardize_input/sub', heads, 64);
  await record('faceres', fromJson('human/models/faceres.json'), [224, 224],
    [103.939, 116.779, 123.68], 1, 'input_1', [['embedding', 'global_pooling/Mean']], 1024);
  await record('facemesh', fromJson('human/models/facemesh.json'), [192, 192],
    [0, 0, 0], 255, 'input_1', [['mesh', 'Identity_2']], 300);
  const mobilenet = 'StatefulPartitionedCall/sequential/keras_layer' + '/StatefulPartitionedCall'.repeat(3) + '/predict/MobilenetV2/';
  await record('mobilenet-v2-mid', fromScripts('nsfwjs/dist/models/mobilenet_v2_mid'), [224, 224],
    [0, 0, 0], 255, 'input', [
      ['block_11_average', mobilenet + 'expanded_conv_11/expand/Relu6', 'mean'],
      ['block_11_max', mobilenet + 'expanded_conv_11/expand/Relu6', 'max'],
      ['block_8_max', mobilenet + 'expanded_conv_8/expand/Relu6', 'max'],
      ['final_average', mobilenet + 'Conv_1/Relu6', 'mean'],
    ], 128);
})();
