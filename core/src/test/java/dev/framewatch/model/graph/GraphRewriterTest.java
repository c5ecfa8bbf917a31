package dev.framewatch.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framewatch.model.onnx.AttributeProto;
import dev.framewatch.model.onnx.GraphProto;
import dev.framewatch.model.onnx.ModelProto;
import dev.framewatch.model.onnx.NodeProto;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That what is rewritten computes the same is in {@link ExactnessTest}. */
class GraphRewriterTest {
    private static final int CHANNELS = 4;

    private final OnnxGraph graph = new OnnxGraph();

    private ModelProto rectifier(int... shapeOfSlopes) {
        float[] filters = new float[CHANNELS * 3];
        float[] slopes = {0.1f, 0.2f, 0.3f, 0.4f};
        graph.input("input", List.of(1, 3, 8, CHANNELS), List.of("N", "C", "H", "W"));
        String weights = graph.floats("filters", new int[] {CHANNELS, 3, 1, 1}, filters);
        String x = graph.add("Conv", List.of("input", weights), "x");
        String positive = graph.add("Relu", List.of(x), "positive");
        String negative = graph.add("Sub", List.of(x, positive), "negative");
        String slope = graph.floats("slopes", shapeOfSlopes, slopes);
        graph.add("Add", List.of(positive, graph.add("Mul", List.of(negative, slope), "s")), "out");
        graph.output("out", 4);
        return graph.build();
    }

    private static List<String> operations(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    @Test
    void rectifierWithSlopesOfChannelsBecomesConvolutions() {
        assertThat(operations(GraphRewriter.rewrite(rectifier(CHANNELS, 1, 1))))
                .containsExactly("Conv", "Relu", "Conv", "Relu", "Conv", "Add");
    }

    @Test
    void slopesOfColumnsAreNoSlopesOfChannels() {
        ModelProto model = rectifier(CHANNELS);

        assertThat(operations(GraphRewriter.rewrite(model))).isEqualTo(operations(model));
    }

    @Test
    void graphWithSubgraphsStaysAsItIs() {
        ModelProto model = rectifier(CHANNELS, 1, 1);
        ModelProto.Builder withBranch = model.toBuilder();
        withBranch
                .getGraphBuilder()
                .addNode(
                        NodeProto.newBuilder()
                                .setOpType("If")
                                .addOutput("branch")
                                .addAttribute(
                                        AttributeProto.newBuilder()
                                                .setName("then_branch")
                                                .setG(GraphProto.getDefaultInstance())));

        assertThat(GraphRewriter.rewrite(withBranch.build())).isEqualTo(withBranch.build());
    }
}
