package dev.framewatch.model.graph;

import static dev.framewatch.model.graph.Subgraph.ANY;
import static dev.framewatch.model.graph.TinyGraph.flag;
import static dev.framewatch.model.graph.TinyGraph.ints;
import static dev.framewatch.model.graph.TinyGraph.text;
import static dev.framewatch.model.graph.TinyGraph.texts;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.framewatch.error.ModelException;
import dev.framewatch.model.onnx.ModelProto;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of operation, on values that can be verified by hand. */
class GraphModelConverterTest {
    private static final Offset<Float> EXACT = within(1e-6f);
    private static final String[] SAME_2 = {
        text("padding", "SAME"), ints("strides", 1, 2, 2, 1), text("data_format", "NHWC")
    };
    private static final String[] SAME_1 = {
        text("padding", "SAME"), ints("strides", 1, 1, 1, 1), ints("dilations", 1, 1, 1, 1)
    };

    @TempDir Path folder;

    @Test
    void convolutionPadsTheOddPixelAtTheEndAndFusesBiasAndRelu6() throws Exception {
        // 4x4 of ones, 3x3 kernel of ones, stride 2: windows of 9, 6, 6, 4 pixels
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("k", new int[] {3, 3, 1, 1}, 1, 1, 1, 1, 1, 1, 1, 1, 1)
                        .floats("b", new int[] {1}, -1)
                        .node(
                                "y",
                                "_FusedConv2D",
                                List.of("x", "k", "b"),
                                SAME_2[0],
                                SAME_2[1],
                                SAME_2[2],
                                texts("fused_ops", "BiasAdd", "Relu6"));

        assertThat(run(graph, "y", new long[] {1, 4, 4, 1}, ones(16)).values())
                .containsExactly(new float[] {6, 5, 5, 3}, EXACT);
    }

    @Test
    void convolutionMixesChannelsByItsKernel() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("k", new int[] {1, 1, 3, 2}, 1, 10, 2, 20, 3, 30)
                        .node("y", "Conv2D", List.of("x", "k"), SAME_1);

        // two pixels (1,2,3) and (4,5,6); the result is channels first
        OnnxRun.Output y = run(graph, "y", new long[] {1, 1, 2, 3}, new float[] {1, 2, 3, 4, 5, 6});

        assertThat(y.shape()).containsExactly(1, 2, 1, 2);
        assertThat(y.values()).containsExactly(new float[] {14, 32, 140, 320}, EXACT);
    }

    @Test
    void depthwiseConvolutionKeepsChannelsSeparate() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("k", new int[] {1, 1, 2, 2}, 1, 2, 3, 4)
                        .node("y", "DepthwiseConv2dNative", List.of("x", "k"), SAME_1);

        assertThat(run(graph, "y", new long[] {1, 1, 1, 2}, new float[] {10, 100}).values())
                .containsExactly(new float[] {10, 20, 300, 400}, EXACT);
    }

    @Test
    void constantsAreBroadcastOverChannels() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("scale", new int[] {2}, 2, 3)
                        .floats("one", new int[] {}, 1)
                        .floats("row", new int[] {2, 1}, 100, 200)
                        .node("mul", "Mul", List.of("scale", "x"))
                        .node("sub", "Sub", List.of("mul", "one"))
                        .node("y", "AddV2", List.of("sub", "row"));

        // two pixels of one row: (1,1) and (2,2); `row` is broadcast along x
        assertThat(run(graph, "y", new long[] {1, 1, 2, 2}, new float[] {1, 1, 2, 2}).values())
                .containsExactly(new float[] {101, 203, 102, 205}, EXACT);
    }

    @Test
    void chainOfLimitsBecomesOneClip() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("six", new int[] {}, 6)
                        .floats("zero", new int[] {}, 0)
                        .node("relu", "Relu", List.of("x"))
                        .node("min", "Minimum", List.of("relu", "six"))
                        .node("y", "Maximum", List.of("min", "zero"));
        Subgraph subgraph = subgraph("x", List.of(ANY), "y");

        assertThat(run(graph, subgraph, new long[] {3}, new float[] {-1, 3, 9}).values())
                .containsExactly(0, 3, 6);
        assertThat(convert(graph, subgraph).getGraph().getNodeList())
                .extracting(node -> node.getOpType())
                .containsExactly("Clip", "Identity");
    }

    @Test
    void poolingIgnoresPadding() throws Exception {
        String[] window = {
            text("padding", "SAME"), ints("ksize", 1, 2, 2, 1), ints("strides", 1, 2, 2, 1)
        };
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("max", "MaxPool", List.of("x"), window)
                        .node("mean", "AvgPool", List.of("x"), window);
        float[] image = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
        long[] shape = {1, 3, 3, 1};

        assertThat(run(graph, "max", shape, image).values()).containsExactly(-1, -3, -7, -9);
        assertThat(run(graph, "mean", shape, image).values())
                .containsExactly(new float[] {-3, -4.5f, -7.5f, -9}, EXACT);
    }

    @Test
    void meanOverHeightAndWidthKeepsTheChannels() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .ints("axes", new int[] {2}, 1, 2)
                        .node("flat", "Mean", List.of("x", "axes"))
                        .node("kept", "Mean", List.of("x", "axes"), flag("keep_dims", true));
        float[] image = {1, 10, 3, 30};
        long[] shape = {1, 2, 1, 2};

        assertThat(run(graph, "flat", shape, image))
                .satisfies(y -> assertThat(y.shape()).containsExactly(1, 2))
                .satisfies(y -> assertThat(y.values()).containsExactly(2, 20));
        assertThat(run(graph, "kept", shape, image).shape()).containsExactly(1, 2, 1, 1);
    }

    @Test
    void reshapeUsesTensorFlowsAxisOrder() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .ints("shape", new int[] {3}, 1, -1, 2)
                        .node("y", "Reshape", List.of("x", "shape"));
        float[] image = {1, 2, 3, 4, 5, 6, 7, 8};

        OnnxRun.Output y = run(graph, "y", new long[] {1, 2, 2, 2}, image);

        assertThat(y.shape()).containsExactly(1, 4, 2);
        assertThat(y.values()).containsExactly(image);
    }

    @Test
    void concatenationAndPaddingFollowTheAxes() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .ints("axis", new int[] {}, -1)
                        .ints("around", new int[] {4, 2}, 0, 0, 1, 0, 0, 0, 0, 1)
                        .node("neg", "Neg", List.of("x"))
                        .node("both", "ConcatV2", List.of("x", "neg", "axis"))
                        .node("y", "Pad", List.of("both", "around"));

        // one pixel (5): channels 5, -5 and padding; a row of padding above
        OnnxRun.Output y = run(graph, "y", new long[] {1, 1, 1, 1}, new float[] {5});

        assertThat(y.shape()).containsExactly(1, 3, 2, 1);
        assertThat(y.values()).containsExactly(0, 5, 0, -5, 0, 0);
    }

    @Test
    void headOfAClassifier() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("w", new int[] {2, 2}, 1, 2, 3, 4)
                        .floats("b", new int[] {2}, 0.5f, -0.5f)
                        .node("s", "Squeeze", List.of("x"), ints("squeeze_dims", 1, 2))
                        .node(
                                "dense",
                                "_FusedMatMul",
                                List.of("s", "w", "b"),
                                texts("fused_ops", "BiasAdd"))
                        .node("softmax", "Softmax", List.of("dense"))
                        .node("sigmoid", "Sigmoid", List.of("dense"));
        float[] pixel = {1, -1};
        long[] shape = {1, 1, 1, 2};

        assertThat(run(graph, "dense", shape, pixel).values())
                .containsExactly(new float[] {-1.5f, -2.5f}, EXACT);
        assertThat(run(graph, "softmax", shape, pixel).values())
                .containsExactly(new float[] {0.7310586f, 0.2689414f}, EXACT);
        assertThat(run(graph, "sigmoid", shape, pixel).values())
                .containsExactly(new float[] {0.1824255f, 0.0758582f}, EXACT);
    }

    @Test
    void quantisedWeightsAreDequantised() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .quantised(
                                "half", new int[] {2}, "\"dtype\":\"float16\"", 2, 0x3e00, 0xc000)
                        .quantised(
                                "byte",
                                new int[] {2},
                                "\"dtype\":\"uint8\",\"scale\":0.5,\"min\":-10",
                                1,
                                0,
                                255)
                        .quantised(
                                "short",
                                new int[] {2},
                                "\"dtype\":\"uint16\",\"scale\":0.001,\"min\":1",
                                2,
                                0,
                                65535)
                        .node("a", "Add", List.of("x", "half"))
                        .node("b", "Add", List.of("a", "byte"))
                        .node("y", "Add", List.of("b", "short"));

        assertThat(
                        run(graph, subgraph("x", List.of(2), "y"), new long[] {2}, new float[2])
                                .values())
                .containsExactly(new float[] {1.5f - 10 + 1, -2 + 117.5f + 66.535f}, within(1e-4f));
    }

    @Test
    void subgraphReplacesANodeAndDropsTheRest() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("one", new int[] {}, 1)
                        .node("strange", "NonMaxSuppressionV5", List.of("x"))
                        .node("entry", "Sub", List.of("strange:3", "one"))
                        .node("y", "Neg", List.of("entry:0", "^strange"));

        assertThat(
                        run(
                                        graph,
                                        subgraph("entry", List.of(ANY), "y"),
                                        new long[] {1},
                                        new float[] {7})
                                .values())
                .containsExactly(-7);
    }

    @Test
    void sameInputGivesTheSameBytes() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("k", new int[] {1, 1, 1, 1}, 2)
                        .node("c", "Conv2D", List.of("x", "k"), SAME_1)
                        .node("y", "Relu6", List.of("c"));
        Subgraph subgraph = subgraph("x", List.of(ANY, ANY, ANY, 1), "y");

        assertThat(convert(graph, subgraph).toByteArray())
                .isEqualTo(convert(graph, subgraph).toByteArray());
    }

    @Test
    void unsupportedOperationsAreNamed() {
        TinyGraph graph = TinyGraph.withInput("x").node("deep/thought", "Einsum", List.of("x"));

        assertRejected(graph, "deep/thought", "node 'deep/thought' (Einsum)", "model.json");
    }

    @Test
    void cyclesAreNamed() {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("a", "Add", List.of("x", "b"))
                        .node("b", "Relu", List.of("a"));

        assertRejected(graph, "b", "cycle", "'b'");
    }

    @Test
    void cyclesOfIdentitiesAreNamed() {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("a", "Identity", List.of("b"))
                        .node("b", "Identity", List.of("a"));

        assertRejected(graph, "b", "cycle");
    }

    @Test
    void missingNodesAndAttributesAreNamed() {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("other", "Placeholder", List.of())
                        .node("two", "Add", List.of("x", "other"))
                        .node("hole", "Relu", List.of("nobody"))
                        .node("bare", "Conv2D", List.of("x"), SAME_1)
                        .node("nopad", "MaxPool", List.of("x"), ints("ksize", 1, 2, 2, 1))
                        .floats("k", new int[] {1, 1, 1, 1}, 2)
                        .node("channels", "Conv2D", List.of("x", "k"), text("data_format", "NCHW"));

        assertRejected(graph, "two", "'other'", "input that the subgraph does not provide");
        assertRejected(graph, "hole", "no node 'nobody'");
        assertRejected(graph, "absent", "no node 'absent'");
        assertRejected(graph, "bare", "'bare'", "no input 1");
        assertRejected(graph, "nopad", "'nopad'", "strides");
        assertRejected(graph, "channels", "'channels'", "data_format");
    }

    private void assertRejected(TinyGraph graph, String output, String... words) {
        assertThatThrownBy(() -> convert(graph, subgraph("x", List.of(1, ANY, ANY, 1), output)))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(words);
    }

    private ModelProto convert(TinyGraph graph, Subgraph subgraph) throws Exception {
        return GraphModelConverter.convert(GraphModel.read(graph.write(folder)), subgraph);
    }

    private OnnxRun.Output run(TinyGraph graph, String output, long[] shape, float[] input)
            throws Exception {
        return run(
                graph, subgraph("x", List.of(ANY, ANY, ANY, (int) shape[3]), output), shape, input);
    }

    private OnnxRun.Output run(TinyGraph graph, Subgraph subgraph, long[] shape, float[] input)
            throws Exception {
        return requireNonNull(
                OnnxRun.of(convert(graph, subgraph).toByteArray(), shape, input).get("result"));
    }

    private static Subgraph subgraph(String input, List<Integer> shape, String output) {
        return new Subgraph(input, shape, List.of(Subgraph.Output.of(output, "result")));
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
