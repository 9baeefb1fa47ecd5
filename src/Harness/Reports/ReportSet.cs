using Conformance.Harness.Reports.Html;
using Conformance.Harness.Reports.Traffic;
using Conformance.Harness.Results;
using Conformance.Harness.Secrets;

namespace Conformance.Harness.Reports;

/// <summary>A report that could not be written.</summary>
/// <param name="FileName">The file that is missing.</param>
/// <param name="Cause">Why.</param>
public sealed record ReportFailure(string FileName, Exception Cause)
{
    /// <summary>One line for the terminal.</summary>
    public string Message => Cause is ReportException ? Cause.Message : $"{FileName} was not written: {Cause.GetType().Name}: {Cause.Message}";
}

/// <summary>Several reports over one run. One that fails is named, and the others are still written.</summary>
public sealed class ReportSet(IEnumerable<IReport> reports)
{
    private readonly IReport[] reports = [.. reports];

    /// <summary>All files of a run. The capture is made from <c>journal.jsonl</c> in the same folder, when there is one.</summary>
    public static ReportSet Standard { get; } = new([new ResultsReport(), new JUnitReport(), new SummaryReport(), new CaptureReport(), new HtmlReport()]);

    /// <summary>The same, with TLS connections as they crossed the sockets.</summary>
    public static ReportSet With(SealedTraffic? sealedTraffic) =>
        sealedTraffic is null ? Standard : new([.. Standard.reports.Select(r => r is CaptureReport ? new CaptureReport(sealedTraffic: sealedTraffic) : r)]);

    /// <summary>Writes every report and returns those that failed.</summary>
    public IReadOnlyList<ReportFailure> Write(RunResult run, ReportFolder folder)
    {
        var failures = new List<ReportFailure>();
        run = folder.Redaction.Apply(run);
        foreach (var report in reports)
        {
            try
            {
                report.Write(run, folder);
            }
            catch (Exception cause)
            {
                // Whatever is wrong with one report, the verdict and the other reports must still reach the reader.
                failures.Add(new ReportFailure(report.FileName, cause));
            }
        }

        return failures;
    }
}
