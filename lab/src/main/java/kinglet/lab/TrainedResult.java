package kinglet.lab;

import java.util.List;

/**
 * What became of one training.
 *
 * @param subject the network's name
 * @param seed of its weights, its order of pictures and their changes
 * @param params in use: of a network with learned groups, once it is converted
 * @param multAdds as papers count, of the same
 * @param top1 after each epoch, on pictures that were never trained on
 * @param finalTop1 of the network that is used in the end, on the same pictures
 * @param seconds that the training took
 * @param latency of one picture on one thread, in milliseconds
 */
record TrainedResult(
        String subject,
        long seed,
        long params,
        long multAdds,
        List<Double> top1,
        double finalTop1,
        double seconds,
        double latency) {

    /** The same training under another name: of two experiments that have a network in common one trains it. */
    TrainedResult of(String name) {
        return new TrainedResult(name, seed, params, multAdds, top1, finalTop1, seconds, latency);
    }
}
