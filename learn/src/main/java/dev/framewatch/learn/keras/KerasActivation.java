package dev.framewatch.learn.keras;

/** What a layer does to each of its numbers in the end; Keras' names in lower case. */
enum KerasActivation {
    LINEAR,
    RELU,
    RELU6,
    ELU,
    SIGMOID,
    TANH,
    SOFTMAX
}
