package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;

/** Translates one node whose inputs are translated already. */
@FunctionalInterface
interface OperatorTranslator {
    OnnxValue translate(GraphNode node, TranslationContext context) throws ModelException;
}
