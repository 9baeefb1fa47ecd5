using Conformance.Harness.Secrets;

namespace Conformance.Harness.Reports;

/// <summary>
/// The folder one run is written to. A file appears under its name only when it is complete, so that a reader never takes half
/// a report for a whole one.
/// </summary>
public sealed class ReportFolder
{
    private ReportFolder(string path, Redaction redaction)
    {
        Path = path;
        Redaction = redaction;
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Hides secrets in whatever is written here, the journal included.</summary>
    public Redaction Redaction { get; }

    /// <summary>Opens the folder, and creates it when it is not there.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="redaction">The secrets that must not be read in it; null for none.</param>
    /// <exception cref="ReportException">It cannot be created.</exception>
    public static ReportFolder Open(string path, Redaction? redaction = null)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception cause) when (IsStorage(cause))
        {
            throw new ReportException(full, "cannot be used as report folder", cause);
        }

        return new ReportFolder(full, redaction ?? Redaction.None);
    }

    /// <summary>Absolute path of a file in the folder, whether it exists or not.</summary>
    public string PathOf(string fileName) => System.IO.Path.Combine(Path, fileName);

    /// <summary>Writes one file: all of it, or none.</summary>
    /// <exception cref="ReportException">The file cannot be written, or the disk is full.</exception>
    public void Write(string fileName, Action<Stream> content) => WriteAsIs(fileName, file => Fill(file, content));

    /// <summary>Writes one file, all of it or none, of which the content has no secrets, or none that could be found.</summary>
    /// <exception cref="ReportException">The file cannot be written, or the disk is full.</exception>
    internal void WriteAsIs(string fileName, Action<Stream> content)
    {
        var path = PathOf(fileName);
        var partial = path + ".partial";
        try
        {
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16))
            {
                content(stream);
            }

            File.Move(partial, path, overwrite: true);
        }
        catch (Exception cause) when (IsStorage(cause))
        {
            Discard(partial);
            throw new ReportException(path, "cannot be written", cause);
        }
        catch
        {
            // A defect in the report goes on to whoever writes reports; half a file must not stay behind.
            Discard(partial);
            throw;
        }
    }

    internal static bool IsStorage(Exception cause) => cause is IOException or UnauthorizedAccessException or NotSupportedException;

    private void Fill(Stream file, Action<Stream> content)
    {
        if (Redaction.IsEmpty)
        {
            content(file);
            return;
        }

        // Results come here without secrets already; this is the second lock on the door, for whatever a report takes from elsewhere.
        using var redacted = new RedactingStream(file, Redaction);
        content(redacted);
    }

    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception cause) when (IsStorage(cause))
        {
            // The first failure is the one to report; a left-over partial file does no harm.
        }
    }
}
