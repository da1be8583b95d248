package kinglet.networks;

/** The set of classes that a checkpoint's outputs stand for, in its published order. */
public enum Labels {
    /** ILSVRC 2012's classes in the order of their WordNet numbers. */
    IMAGENET(1000),
    /** The same behind a background class, as TensorFlow's slim and TFLite checkpoints have it. */
    IMAGENET_WITH_BACKGROUND(1001),
    CIFAR10(10),
    CIFAR100(100),
    /** angry, disgust, fear, happy, sad, surprise, neutral (FER-2013). */
    EMOTIONS(7);

    private final int classes;

    Labels(int classes) {
        this.classes = classes;
    }

    public int classes() {
        return classes;
    }
}
