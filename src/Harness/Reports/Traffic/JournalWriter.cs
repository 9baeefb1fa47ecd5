using Conformance.Harness.Journal;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Reports.Traffic;

/// <summary>
/// Appends to <c>journal.jsonl</c> while a run goes on. Every entry is handed to the operating system before <see cref="Append"/> returns, so
/// that a killed run keeps what it saw.
/// </summary>
public sealed class JournalWriter : IDisposable
{
    /// <summary>Name of the journal in a report folder.</summary>
    public const string FileName = "journal.jsonl";

    private readonly Lock gate = new();
    private readonly MemoryStream line = new();
    private readonly FileStream file;

    private readonly Redaction redaction;

    private JournalWriter(FileStream file, Redaction redaction)
    {
        this.file = file;
        this.redaction = redaction;
    }

    /// <summary>
    /// Why the journal ends early, null while it is complete. A full disk must not end the run, hence the first failure is kept here and
    /// later entries are dropped.
    /// </summary>
    public ReportException? Failure { get; private set; }

    /// <summary>Starts the journal of a run; one that is there already is replaced.</summary>
    /// <exception cref="ReportException">The file cannot be written.</exception>
    public static JournalWriter Create(ReportFolder folder)
    {
        var path = folder.PathOf(FileName);
        try
        {
            // Without a buffer of its own: one entry is one write.
            return new JournalWriter(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), folder.Redaction);
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(path, "cannot be written", cause);
        }
    }

    /// <summary>Writes one entry. May be called from any thread.</summary>
    public void Append(JournalEntry entry)
    {
        lock (gate)
        {
            if (Failure is not null)
            {
                return;
            }

            line.SetLength(0);
            JournalLine.Write(entry with { Bytes = redaction.Apply(entry.Bytes) }, line);
            try
            {
                file.Write(line.GetBuffer(), 0, (int)line.Length);
            }
            catch (Exception cause) when (ReportFolder.IsStorage(cause))
            {
                Failure = new ReportException(file.Name, "ends early, since it cannot be written", cause);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            file.Dispose();
        }
    }
}
