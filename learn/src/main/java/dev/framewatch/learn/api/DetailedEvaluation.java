package dev.framewatch.learn.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.framewatch.learn.evaluate.Evaluation;
import dev.framewatch.learn.evaluate.EvaluationDetails;

/**
 * Every number of an evaluation; as JSON one object with the keys of both parts.
 *
 * @param figures the figures
 * @param details what lies behind them
 */
public record DetailedEvaluation(
        @JsonUnwrapped Evaluation figures, @JsonUnwrapped EvaluationDetails details) {}
