using System.Text;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;

namespace Conformance.Harness.Golden;

/// <summary>What comparing a case with its golden file says. A closed set of kinds.</summary>
public abstract record GoldenOutcome
{
    private GoldenOutcome()
    {
    }

    /// <summary>The wire is as it was.</summary>
    public sealed record Same : GoldenOutcome;

    /// <summary>There is no golden file.</summary>
    public sealed record Absent : GoldenOutcome;

    /// <summary>The wire differs.</summary>
    public sealed record Different(GoldenDifference Difference) : GoldenOutcome;
}

/// <summary>What accepting a case did.</summary>
public enum GoldenChange
{
    /// <summary>The file was right already.</summary>
    None,

    /// <summary>There was no file.</summary>
    Added,

    /// <summary>The file was replaced.</summary>
    Replaced,
}

/// <summary>A folder of golden files, <c>suite/scenario/seat.transport.variant.verified.txt</c>. What differs is put beside as <c>.received.txt</c>.</summary>
/// <param name="path">The folder; it need not exist.</param>
/// <param name="live">True for the wire of a live system, which has no order (<see cref="LiveGoldenText"/>); false for that of virtual time.</param>
public sealed class GoldenFolder(string path, bool live = false)
{
    /// <summary>End of the names of accepted files.</summary>
    public const string Verified = ".verified.txt";

    /// <summary>End of the names of files that wait to be looked at.</summary>
    public const string Received = ".received.txt";

    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>True for the wire of a live system.</summary>
    public bool IsLive { get; } = live;

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Where the golden text of a case is, relative to the folder and without its ending.</summary>
    public static string NameOf(CaseResult @case)
    {
        // Ids are made so that each part is a file name.
        var parts = @case.Id.Split('/');
        return System.IO.Path.Combine(parts[0], parts[1], string.Join('.', parts[2..]));
    }

    /// <summary>Compares, and keeps what was received when it differs or when there is nothing to compare with.</summary>
    /// <exception cref="ReportException">A file cannot be read or written.</exception>
    public GoldenOutcome Compare(CaseResult @case)
    {
        var name = NameOf(@case);
        var received = Render(@case);
        var verified = Read(name + Verified);
        if (verified == received)
        {
            Delete(name + Received);
            return new GoldenOutcome.Same();
        }

        Write(name + Received, received);
        return verified is null ? new GoldenOutcome.Absent() : new GoldenOutcome.Different(GoldenDifference.Between(verified, received));
    }

    /// <summary>Makes the wire of a case its golden file.</summary>
    /// <exception cref="ReportException">A file cannot be read or written.</exception>
    public GoldenChange Accept(CaseResult @case)
    {
        var name = NameOf(@case);
        var text = Render(@case);
        var before = Read(name + Verified);
        Delete(name + Received);
        if (before == text)
        {
            return GoldenChange.None;
        }

        Write(name + Verified, text);
        return before is null ? GoldenChange.Added : GoldenChange.Replaced;
    }

    /// <summary>Deletes the files of cases that are no more.</summary>
    /// <param name="names">Names of those that are, as <see cref="NameOf"/> gives them.</param>
    /// <returns>The accepted files that went, relative to the folder.</returns>
    public IReadOnlyList<string> RemoveAllBut(IReadOnlySet<string> names)
    {
        var removed = new List<string>();
        foreach (var file in Directory.Exists(Path) ? Directory.EnumerateFiles(Path, "*.txt", SearchOption.AllDirectories) : [])
        {
            var relative = System.IO.Path.GetRelativePath(Path, file);
            var ending = relative.EndsWith(Verified, StringComparison.Ordinal) ? Verified : relative.EndsWith(Received, StringComparison.Ordinal) ? Received : null;
            if (ending is not null && !names.Contains(relative[..^ending.Length]))
            {
                Delete(relative);
                if (ending == Verified)
                {
                    removed.Add(relative);
                }
            }
        }

        return removed;
    }

    private string Render(CaseResult @case) => IsLive ? LiveGoldenText.Render(@case) : GoldenText.Render(@case);

    private string? Read(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        try
        {
            // Line ends of the wire are escaped, so a carriage return can only be the doing of a version control system.
            return File.Exists(file) ? File.ReadAllText(file, Encoding).ReplaceLineEndings("\n") : null;
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(file, "cannot be read", cause);
        }
    }

    private void Write(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file) ?? Path);
            File.WriteAllText(file, text, Encoding);
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(file, "cannot be written", cause);
        }
    }

    private void Delete(string name)
    {
        var file = System.IO.Path.Combine(Path, name);
        try
        {
            // Deleting what is not there is no error, but deleting in a folder that is not there is one.
            if (File.Exists(file))
            {
                File.Delete(file);
            }
        }
        catch (Exception cause) when (ReportFolder.IsStorage(cause))
        {
            throw new ReportException(file, "cannot be deleted", cause);
        }
    }
}
