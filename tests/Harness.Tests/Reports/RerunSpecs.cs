using System.Text;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Reports;

public sealed class RerunSpecs
{
    [TestCase("receipts/x/udp", null, "conformance run --only receipts/x/udp")]
    [TestCase("receipts/x/udp", "acme.json", "conformance run --sut acme.json --only receipts/x/udp")]
    [TestCase("a b", "my lab's.json", @"conformance run --sut 'my lab'\''s.json' --only 'a b'")]
    public void The_command_that_runs_a_case_again_names_the_sut_file_of_the_run(string @case, string? file, string command) =>
        Assert.That(Spelling.Rerun(@case, file), Is.EqualTo(command));

    [Test]
    public void Every_report_of_a_run_with_a_sut_file_shows_that_command()
    {
        var run = SampleRun.Result with { SutFile = "acme.json" };
        var command = Spelling.Rerun(run.Cases.First(c => c.Verdict is Verdict.Fail).Id, "acme.json");
        using var scratch = new Folder();

        ReportSet.Standard.Write(run, ReportFolder.Open(scratch.Path));

        foreach (var name in new[] { "junit.xml", "summary.md" })
        {
            Assert.That(File.ReadAllText(Path.Combine(scratch.Path, name), Encoding.UTF8), Does.Contain(command), name);
        }
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("conformance-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
