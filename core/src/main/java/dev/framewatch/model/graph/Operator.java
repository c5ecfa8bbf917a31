package dev.framewatch.model.graph;

import dev.framewatch.model.ModelException;

/** Translates one node whose inputs are translated already. */
@FunctionalInterface
interface Operator {
    Value translate(GraphNode node, Translation translation) throws ModelException;
}
