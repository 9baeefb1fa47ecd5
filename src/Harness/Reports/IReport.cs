using Conformance.Harness.Results;

namespace Conformance.Harness.Reports;

/// <summary>One way to write a run down. A report only reads the result model; it judges nothing.</summary>
public interface IReport
{
    /// <summary>Name of the file it writes, relative to the report folder.</summary>
    string FileName { get; }

    /// <summary>Writes the file.</summary>
    /// <exception cref="ReportException">The folder cannot be written, or the disk is full.</exception>
    void Write(RunResult run, ReportFolder folder);
}
