package kinglet.vision;

import java.util.List;
import java.util.Objects;

/** Some of the pictures of a data set. */
final class Subset implements Dataset {
    private final Dataset all;
    private final int[] indices;

    Subset(Dataset all, int[] indices) {
        for (int index : indices) {
            Objects.checkIndex(index, all.size());
        }
        this.all = all;
        this.indices = indices;
    }

    @Override
    public int size() {
        return indices.length;
    }

    @Override
    public List<String> classNames() {
        return all.classNames();
    }

    @Override
    public int label(int index) {
        return all.label(indices[index]);
    }

    @Override
    public String name(int index) {
        return all.name(indices[index]);
    }

    @Override
    public Picture picture(int index) {
        return all.picture(indices[index]);
    }

    @Override
    public boolean inMemory() {
        return all.inMemory();
    }
}
