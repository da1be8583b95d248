package kinglet.networks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every network that Kinglet knows by name. A new family is a file of its own and a line here. */
public final class Catalogue {
    private static final Map<String, Entry> ENTRIES = byId(
            AlexNet.ENTRIES,
            ResNet.ENTRIES,
            CifarResNet.ENTRIES,
            ResNeXt.ENTRIES,
            SqueezeNet.ENTRIES,
            GoogLeNet.ENTRIES,
            Xception.ENTRIES,
            MiniXception.ENTRIES,
            MobileNetV1.ENTRIES,
            MobileNetV2.ENTRIES,
            MobileNetV3.ENTRIES,
            ShuffleNetV1.ENTRIES,
            ShuffleNetV2.ENTRIES,
            ShuffleNetV2Large.ENTRIES,
            CondenseNet.ENTRIES,
            EfficientNet.ENTRIES,
            EffNet.ENTRIES);

    private Catalogue() {}

    /** All entries, family by family. */
    public static List<Entry> entries() {
        return List.copyOf(ENTRIES.values());
    }

    /**
     * The network of this id.
     *
     * @throws UnknownNetworkException if there is none; the message names the nearest ids
     */
    public static Entry entry(String id) {
        Entry entry = ENTRIES.get(id);
        if (entry == null) {
            throw new UnknownNetworkException(id, ENTRIES.keySet());
        }
        return entry;
    }

    @SafeVarargs
    private static Map<String, Entry> byId(List<Entry>... families) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Stream.of(families).flatMap(List::stream).forEach(entry -> {
            if (entries.put(entry.id(), entry) != null) {
                throw new IllegalStateException("two networks have the id " + entry.id());
            }
        });
        return Collections.unmodifiableMap(entries);
    }
}
