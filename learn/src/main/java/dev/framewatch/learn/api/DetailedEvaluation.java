package dev.framewatch.learn.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;

/**
 * An evaluation with its curves and tables; as JSON, one object with the keys of both parts.
 *
 * @param figures the metrics
 * @param details the curves and tables behind them
 */
public record DetailedEvaluation(
        @JsonUnwrapped Evaluation figures, @JsonUnwrapped EvaluationDetails details) {}
