package kinglet.networks;

/** The order of the colours in the input's channels. */
public enum ChannelOrder {
    RGB,
    BGR,
    /** One channel, the luma. */
    GRAY
}
