using Conformance.Harness.Reports;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Reports;

public class ReportSetSpecs
{
    private string path = "";

    [SetUp]
    public void CreatePath() => path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "reports", TestContext.CurrentContext.Test.Name);

    [Test]
    public void Writes_every_file_of_a_run()
    {
        var failures = ReportSet.Standard.Write(SampleRun.Result, ReportFolder.Open(path));

        Assert.That(failures, Is.Empty);
        Assert.That(Directory.GetFiles(path).Select(Path.GetFileName).Order(), Is.EqualTo(new[] { "capture.pcapng", "index.html", "junit.xml", "results.json", "summary.md" }));
    }

    [Test]
    public void A_report_that_throws_is_named_and_the_others_are_written()
    {
        var failures = new ReportSet([new Broken(), new SummaryReport()]).Write(SampleRun.Result, ReportFolder.Open(path));

        Assert.That(failures.Select(failure => failure.Message), Is.EqualTo(new[] { "broken.txt was not written: InvalidOperationException: the pen is dry" }));
        Assert.That(File.Exists(Path.Combine(path, "summary.md")), Is.True);
        Assert.That(Directory.GetFiles(path, "broken.*"), Is.Empty, "half a report must not stay behind");
    }

    [Test]
    public void A_file_that_cannot_be_written_is_named_with_the_cause()
    {
        var folder = ReportFolder.Open(path);
        Directory.CreateDirectory(folder.PathOf("summary.md"));

        var problem = Assert.Throws<ReportException>(() => new SummaryReport().Write(SampleRun.Result, folder));

        Assert.That(problem.Path, Is.EqualTo(folder.PathOf("summary.md")));
        Assert.That(problem.Message, Does.StartWith($"{folder.PathOf("summary.md")} cannot be written: "));
    }

    [Test]
    public void A_folder_that_cannot_be_made_is_named_with_the_cause()
    {
        Directory.CreateDirectory(path);
        var file = Path.Combine(path, "file");
        File.WriteAllText(file, "");

        var problem = Assert.Throws<ReportException>(() => ReportFolder.Open(file));

        Assert.That(problem.Message, Does.StartWith($"{file} cannot be used as report folder: "));
    }

    [Test]
    public void A_full_disk_is_reported_as_such()
    {
        var folder = ReportFolder.Open(path);

        var problem = Assert.Throws<ReportException>(() => folder.Write("results.json", _ => throw new IOException("No space left on device")));

        Assert.That(problem.Message, Is.EqualTo($"{folder.PathOf("results.json")} cannot be written: No space left on device"));
    }

    private sealed class Broken : IReport
    {
        public string FileName => "broken.txt";

        public void Write(RunResult run, ReportFolder folder) => folder.Write(FileName, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("the pen is dry");
        });
    }
}
