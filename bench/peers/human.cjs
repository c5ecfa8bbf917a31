// Reads RGB frames from standard input, finds the faces of each with @vladmandic/human on its WASM backend, and
// describes them. Prints one line of JSON. Usage: node human.cjs MODULES WIDTH HEIGHT
const fs = require('fs');
const http = require('http');
const path = require('path');

const [modules, width, height] = [path.resolve(process.argv[2]), +process.argv[3], +process.argv[4]];
const {Human} = require(path.join(modules, '@vladmandic/human/dist/human.node-wasm.js'));
const files = path.join(modules, '@vladmandic/human/models');

// Node's fetch reads no files.
const server = http.createServer((request, response) =>
  fs.createReadStream(path.join(files, path.basename(request.url))).pipe(response));

async function main() {
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const human = new Human({
    backend: 'wasm',
    wasmPath: path.join(modules, '@tensorflow/tfjs-backend-wasm/dist/'),
    modelBasePath: `http://127.0.0.1:${server.address().port}/`,
    cacheSensitivity: 0, // frames a second apart are independent
    filter: {enabled: false},
    gesture: {enabled: false},
    body: {enabled: false},
    hand: {enabled: false},
    face: {
      detector: {maxDetected: 24},
      mesh: {enabled: false},
      iris: {enabled: false},
      emotion: {enabled: false},
      description: {enabled: true},
    },
  });
  await human.load();
  let [frames, framesWithFaces, faces] = [0, 0, 0];
  const size = 3 * width * height;
  let bytes = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    bytes = Buffer.concat([bytes, chunk]);
    for (; bytes.length >= size; bytes = bytes.subarray(size)) {
      const frame = human.tf.tensor3d(new Int32Array(bytes.subarray(0, size)), [height, width, 3], 'int32');
      const result = await human.detect(frame);
      frame.dispose();
      frames++;
      const described = result.face.filter(face => face.embedding?.length > 0).length;
      faces += described;
      framesWithFaces += described > 0 ? 1 : 0;
    }
  }
  console.log(JSON.stringify({frames, framesWithFaces, faces}));
  server.close();
}

main().catch(error => {
  console.error(error);
  process.exit(2);
});
