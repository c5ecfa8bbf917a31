package dev.framewatch.learn.keras;

/** Activation functions; in lower case, these are the names that Keras uses. */
enum KerasActivation {
    LINEAR,
    RELU,
    RELU6,
    ELU,
    SIGMOID,
    TANH,
    SOFTMAX
}
