package dev.framewatch.model.graph;

import dev.framewatch.error.ModelException;

/** Translates a node whose inputs have already been translated. */
@FunctionalInterface
interface OperatorTranslator {
    OnnxValue translate(GraphNode node, TranslationContext context) throws ModelException;
}
