package kinglet.lab;

import java.util.List;

/**
 * One side of one of the guidelines' tables: the channels chosen for a device, and the speeds measured on it.
 *
 * @param name the paper's name of it
 * @param unit of the speeds
 * @param cases its rows, of which the first is what others are compared with
 */
record GuidelineDevice(String name, String unit, List<GuidelineCase> cases) {

    static GuidelineDevice gpu(GuidelineCase... cases) {
        return new GuidelineDevice("GPU", "batches/s", List.of(cases));
    }

    static GuidelineDevice arm(GuidelineCase... cases) {
        return new GuidelineDevice("ARM", "images/s", List.of(cases));
    }
}
