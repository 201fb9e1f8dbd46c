package secant.report;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written wholly or not at all: readers see the old one or the new one, never half of one. */
final class AtomicFile {

    /** Brings bytes into an open file. */
    interface Pen {

        void write(FileChannel channel, ByteBuffer bytes) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Writes a text as UTF-8.
     *
     * @throws IllegalArgumentException if the path cannot be a file
     * @throws UncheckedIOException if writing fails; an old file is then as it was
     */
    static void write(Path path, String text) {
        write(path, StandardCharsets.UTF_8.encode(text), AtomicFile::writeAll);
    }

    /** Writes bytes, on the terms of {@link #write(Path, String)}. */
    static void write(Path path, byte[] bytes) {
        write(path, ByteBuffer.wrap(bytes), AtomicFile::writeAll);
    }

    /** Writes bytes with a pen of the caller's, on the terms of {@link #write(Path, String)}. */
    static void write(Path path, ByteBuffer bytes, Pen pen) {
        Path target = path.toAbsolutePath();
        Path directory = target.getParent();
        if (directory == null || Files.isDirectory(target)) {
            throw new IllegalArgumentException(
                    "a report must be written to a file but " + path + " is a directory; add a file name");
        }
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException("the directory of a report must exist but " + directory
                    + " does not; create it or choose another path than " + path);
        }
        try {
            // Through a symbolic link, so that the link stays one.
            Path real = Files.exists(target) ? target.toRealPath() : target;
            replace(real, requireNonNullElse(real.getParent(), directory), bytes, pen);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "could not write " + path + " (" + e
                            + "); an existing file is as it was; check that the directory is writable and has room",
                    e);
        }
    }

    private static void replace(Path target, Path directory, ByteBuffer bytes, Pen pen) throws IOException {
        // Beside the target, since only a move within one file system is atomic; not by createTempFile, which lets
        // nobody else read the file.
        Path temporary = directory.resolve(".secant-" + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                pen.write(channel, bytes);
                channel.force(true);
            }
            move(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("the file system of " + target + " cannot replace a file in one step", e);
        }
    }
}
