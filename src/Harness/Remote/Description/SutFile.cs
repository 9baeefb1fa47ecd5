using System.Text;

namespace Conformance.Harness.Remote.Description;

/// <summary>Reads SUT files: JSON with comments and trailing commas, as <c>docs/sut.schema.json</c> describes it.</summary>
public static class SutFile
{
    // A description is a page or two; what is larger was named by mistake.
    private const int Largest = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">Looks up the environment variables that hold secrets.</param>
    /// <exception cref="SutFileException">The file cannot be read, or something in it is wrong; everything that is wrong is said at once.</exception>
    public static SutDescription Read(string path, Func<string, string?> environment)
    {
        byte[] json;
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > Largest)
            {
                throw new SutFileException($"{path} has {file.Length} octets, more than any SUT file; name the file that describes the system under test");
            }

            json = File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SutFileException($"there is no file {path}; make one with: conformance init {path}", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new SutFileException($"{path} cannot be read: {cause.Message}", cause);
        }

        return Parse(json, path, environment);
    }

    /// <summary>Reads the content of a file.</summary>
    /// <param name="json">The content, in UTF-8.</param>
    /// <param name="path">Where it is said to be: for messages, and for the files that it names.</param>
    /// <param name="environment">Looks up the environment variables that hold secrets.</param>
    /// <exception cref="SutFileException">Something in it is wrong; everything that is wrong is said at once.</exception>
    public static SutDescription Parse(ReadOnlySpan<byte> json, string path, Func<string, string?> environment)
    {
        if (json.StartsWith(Encoding.UTF8.Preamble))
        {
            json = json[Encoding.UTF8.Preamble.Length..];
        }

        var full = Path.GetFullPath(path);
        var notes = new FileNotes(Path.GetDirectoryName(full) ?? "/", environment);
        var root = LocatedValue.Read(json, out var broken);
        if (broken is not null)
        {
            // What cannot be read to its end cannot be judged: half of it would be missing for no other reason.
            throw new SutFileException(path, [broken]);
        }

        var description = new SutFileReader(notes, full).Read(root);
        return notes.Problems.Count == 0 ? description : throw new SutFileException(path, notes.Problems);
    }
}
