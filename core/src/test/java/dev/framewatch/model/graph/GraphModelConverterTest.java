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

/** Each family of operations, on numbers that can be followed by hand. */
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
    void convolutionPadsTheOddPixelAtTheEndAndFusesBiasAndLimit() throws Exception {
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
    void convolutionMixesColoursByItsKernel() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("k", new int[] {1, 1, 3, 2}, 1, 10, 2, 20, 3, 30)
                        .node("y", "Conv2D", List.of("x", "k"), SAME_1);

        // two pixels (1,2,3) and (4,5,6); the result lies colour by colour
        OnnxRun.Output y = run(graph, "y", new long[] {1, 1, 2, 3}, new float[] {1, 2, 3, 4, 5, 6});

        assertThat(y.shape()).containsExactly(1, 2, 1, 2);
        assertThat(y.values()).containsExactly(new float[] {14, 32, 140, 320}, EXACT);
    }

    @Test
    void depthwiseConvolutionKeepsColoursApart() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("k", new int[] {1, 1, 2, 2}, 1, 2, 3, 4)
                        .node("y", "DepthwiseConv2dNative", List.of("x", "k"), SAME_1);

        assertThat(run(graph, "y", new long[] {1, 1, 1, 2}, new float[] {10, 100}).values())
                .containsExactly(new float[] {10, 20, 300, 400}, EXACT);
    }

    @Test
    void constantsAreBroadcastOverColours() throws Exception {
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
    void chainOfLimitsIsOneClip() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("six", new int[] {}, 6)
                        .floats("zero", new int[] {}, 0)
                        .node("relu", "Relu", List.of("x"))
                        .node("min", "Minimum", List.of("relu", "six"))
                        .node("y", "Maximum", List.of("min", "zero"));
        Subgraph cut = cut("x", List.of(ANY), "y");

        assertThat(run(graph, cut, new long[] {3}, new float[] {-1, 3, 9}).values())
                .containsExactly(0, 3, 6);
        assertThat(convert(graph, cut).getGraph().getNodeList())
                .extracting(node -> node.getOpType())
                .containsExactly("Clip", "Identity");
    }

    @Test
    void poolingLooksOnlyAtPixelsThatExist() throws Exception {
        String[] window = {
            text("padding", "SAME"), ints("ksize", 1, 2, 2, 1), ints("strides", 1, 2, 2, 1)
        };
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("max", "MaxPool", List.of("x"), window)
                        .node("mean", "AvgPool", List.of("x"), window);
        float[] picture = {-1, -2, -3, -4, -5, -6, -7, -8, -9};
        long[] shape = {1, 3, 3, 1};

        assertThat(run(graph, "max", shape, picture).values()).containsExactly(-1, -3, -7, -9);
        assertThat(run(graph, "mean", shape, picture).values())
                .containsExactly(new float[] {-3, -4.5f, -7.5f, -9}, EXACT);
    }

    @Test
    void meanOverThePictureLeavesTheColours() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .ints("axes", new int[] {2}, 1, 2)
                        .node("flat", "Mean", List.of("x", "axes"))
                        .node("kept", "Mean", List.of("x", "axes"), flag("keep_dims", true));
        float[] picture = {1, 10, 3, 30};
        long[] shape = {1, 2, 1, 2};

        assertThat(run(graph, "flat", shape, picture))
                .satisfies(y -> assertThat(y.shape()).containsExactly(1, 2))
                .satisfies(y -> assertThat(y.values()).containsExactly(2, 20));
        assertThat(run(graph, "kept", shape, picture).shape()).containsExactly(1, 2, 1, 1);
    }

    @Test
    void reshapeSeesTensorFlowsOrder() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .ints("shape", new int[] {3}, 1, -1, 2)
                        .node("y", "Reshape", List.of("x", "shape"));
        float[] picture = {1, 2, 3, 4, 5, 6, 7, 8};

        OnnxRun.Output y = run(graph, "y", new long[] {1, 2, 2, 2}, picture);

        assertThat(y.shape()).containsExactly(1, 4, 2);
        assertThat(y.values()).containsExactly(picture);
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

        // one pixel (5): colours 5, -5 and a padded one; a padded row above
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
    void quantisedWeightsAreScaledBack() throws Exception {
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

        assertThat(run(graph, cut("x", List.of(2), "y"), new long[] {2}, new float[2]).values())
                .containsExactly(new float[] {1.5f - 10 + 1, -2 + 117.5f + 66.535f}, within(1e-4f));
    }

    @Test
    void cutReplacesANodeAndLeavesOutTheRest() throws Exception {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .floats("one", new int[] {}, 1)
                        .node("strange", "NonMaxSuppressionV5", List.of("x"))
                        .node("entry", "Sub", List.of("strange:3", "one"))
                        .node("y", "Neg", List.of("entry:0", "^strange"));

        assertThat(
                        run(graph, cut("entry", List.of(ANY), "y"), new long[] {1}, new float[] {7})
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
        Subgraph cut = cut("x", List.of(ANY, ANY, ANY, 1), "y");

        assertThat(convert(graph, cut).toByteArray()).isEqualTo(convert(graph, cut).toByteArray());
    }

    @Test
    void operationsThatAreNotSupportedAreNamed() {
        TinyGraph graph = TinyGraph.withInput("x").node("deep/thought", "Einsum", List.of("x"));

        assertRefused(graph, "deep/thought", "node 'deep/thought' (Einsum)", "model.json");
    }

    @Test
    void circlesAreNamed() {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("a", "Add", List.of("x", "b"))
                        .node("b", "Relu", List.of("a"));

        assertRefused(graph, "b", "circle", "'b'");
    }

    @Test
    void identitiesInACircleAreNamed() {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("a", "Identity", List.of("b"))
                        .node("b", "Identity", List.of("a"));

        assertRefused(graph, "b", "circle");
    }

    @Test
    void missingPiecesAreNamed() {
        TinyGraph graph =
                TinyGraph.withInput("x")
                        .node("other", "Placeholder", List.of())
                        .node("two", "Add", List.of("x", "other"))
                        .node("hole", "Relu", List.of("nobody"))
                        .node("bare", "Conv2D", List.of("x"), SAME_1)
                        .node("nopad", "MaxPool", List.of("x"), ints("ksize", 1, 2, 2, 1))
                        .floats("k", new int[] {1, 1, 1, 1}, 2)
                        .node("channels", "Conv2D", List.of("x", "k"), text("data_format", "NCHW"));

        assertRefused(graph, "two", "'other'", "input that the cut does not provide");
        assertRefused(graph, "hole", "no node 'nobody'");
        assertRefused(graph, "absent", "no node 'absent'");
        assertRefused(graph, "bare", "'bare'", "no input 1");
        assertRefused(graph, "nopad", "'nopad'", "strides");
        assertRefused(graph, "channels", "'channels'", "data_format");
    }

    private void assertRefused(TinyGraph graph, String output, String... words) {
        assertThatThrownBy(() -> convert(graph, cut("x", List.of(1, ANY, ANY, 1), output)))
                .isInstanceOf(ModelException.class)
                .hasMessageContainingAll(words);
    }

    private ModelProto convert(TinyGraph graph, Subgraph cut) throws Exception {
        return GraphModelConverter.convert(GraphModel.read(graph.write(folder)), cut);
    }

    private OnnxRun.Output run(TinyGraph graph, String output, long[] shape, float[] input)
            throws Exception {
        return run(graph, cut("x", List.of(ANY, ANY, ANY, (int) shape[3]), output), shape, input);
    }

    private OnnxRun.Output run(TinyGraph graph, Subgraph cut, long[] shape, float[] input)
            throws Exception {
        return requireNonNull(
                OnnxRun.of(convert(graph, cut).toByteArray(), shape, input).get("result"));
    }

    private static Subgraph cut(String input, List<Integer> shape, String output) {
        return new Subgraph(input, shape, List.of(Subgraph.Output.of(output, "result")));
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
