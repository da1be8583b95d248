package kinglet.vision;

import java.util.List;

/** The pictures of one data set and then those of another, of the same classes. */
record Joined(Dataset first, Dataset second) implements Dataset {

    @Override
    public int size() {
        return first.size() + second.size();
    }

    @Override
    public List<String> classNames() {
        return first.classNames();
    }

    @Override
    public int label(int index) {
        return index < first.size() ? first.label(index) : second.label(index - first.size());
    }

    @Override
    public String name(int index) {
        return index < first.size() ? first.name(index) : second.name(index - first.size());
    }

    @Override
    public Picture picture(int index) {
        return index < first.size() ? first.picture(index) : second.picture(index - first.size());
    }

    @Override
    public boolean inMemory() {
        return first.inMemory() && second.inMemory();
    }
}
