package kinglet.vision;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a tar archive, which is read through once. Of a plain archive the places of the members are kept; of a
 * compressed one their bytes, since it can only be read from the front.
 */
final class TarTree implements FileTree {
    private static final int BUFFER = 1 << 16;
    /** Decoded pictures and the trainer want their shares too. */
    private static final int SHARE_OF_HEAP = 4;
    /** What a member costs in memory beside its bytes. */
    private static final int OVERHEAD = 256;

    private final Path archive;
    private final List<String> files;
    private final List<Content> contents;
    private final List<String> folders;

    /** Where a file's bytes are; {@code bytes} if they are kept. */
    private record Content(long offset, long size, byte @Nullable [] bytes) {}

    private TarTree(Path archive, TreeMap<String, Content> members, Set<String> folders) {
        this.archive = archive;
        this.files = List.copyOf(members.keySet());
        this.contents = List.copyOf(members.values());
        this.folders = List.copyOf(folders);
    }

    static TarTree plain(Path archive) {
        return read(archive, false, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    static TarTree gzip(Path archive) {
        return read(archive, true, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** As {@link #gzip} or {@link #plain}, with at most that many bytes kept in memory. */
    static TarTree read(Path archive, boolean gzip, long most) {
        try (InputStream file = Files.newInputStream(archive);
                InputStream in = gzip ? new BufferedInputStream(new GZIPInputStream(file, BUFFER), BUFFER) : file) {
            return read(archive, new TarReader(in, archive.toString()), gzip, most);
        } catch (IOException e) {
            String reason = Optional.ofNullable(e.getMessage()).orElse("its data end early");
            throw new DatasetException(
                    "archive '%s' is cut off or damaged: %s; fetch it again".formatted(archive, reason), e);
        }
    }

    private static TarTree read(Path archive, TarReader reader, boolean keep, long most) throws IOException {
        TreeMap<String, Content> members = new TreeMap<>();
        Set<String> folders = new TreeSet<>();
        long kept = 0;
        for (Optional<TarReader.Member> next = reader.next(); next.isPresent(); next = reader.next()) {
            TarReader.Member member = next.get();
            if (member.name().isEmpty() || ClassTree.isHidden(member.name())) {
                continue;
            }
            addFolders(folders, member);
            if (member.folder()) {
                continue;
            }
            kept += OVERHEAD + (keep ? member.size() : 0);
            if (kept > most || member.size() > most) {
                throw new DatasetException(("archive '%s' holds more than the %d MB of memory there are for it; "
                                + "unpack it and name the folder, or give the JVM more with -Xmx")
                        .formatted(archive, most >> 20));
            }
            byte[] bytes = keep ? reader.read(Math.toIntExact(member.size())) : null;
            members.put(member.name(), new Content(member.offset(), member.size(), bytes));
        }
        return new TarTree(archive, members, folders);
    }

    private static void addFolders(Set<String> folders, TarReader.Member member) {
        String name = member.name();
        if (member.folder()) {
            folders.add(name);
        }
        for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
            if (!folders.add(name.substring(0, slash))) {
                return;
            }
        }
    }

    @Override
    public String title() {
        return archive.toString();
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public List<String> folders() {
        return folders;
    }

    @Override
    public long size(int file) {
        return contents.get(file).size();
    }

    @Override
    public InputStream open(int file) throws IOException {
        Content content = contents.get(file);
        byte[] bytes = content.bytes();
        if (bytes != null) {
            return new ByteArrayInputStream(bytes);
        }
        FileChannel channel = FileChannel.open(archive);
        try {
            channel.position(content.offset());
            return new Slice(Channels.newInputStream(channel), content.size());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
