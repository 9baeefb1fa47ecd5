using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Conformance.Harness.Baselines;
using Conformance.Harness.Reports;
using Conformance.Harness.Results;

namespace Conformance.Harness.Tests.Reports;

public sealed class JUnitSchemaSpecs
{
    private static IEnumerable<TestCaseData> Runs =>
    [
        new TestCaseData(SampleRun.Result).SetName("a sample with every verdict and a hostile wire"),
        new TestCaseData(LargeRun.Of(120)).SetName("a large run"),
        new TestCaseData(SampleRun.Result with { Cases = [] }).SetName("no case at all"),
        new TestCaseData(SampleRun.Result with
        {
            Cases = [SampleRun.Result.Cases[0] with { Known = true }],
            Baseline = new BaselineOutcome("known.json", 2, [new StaleEntry(new KnownFailure("a", null, "later", "ims-team", null), "the case passes")]),
        }).SetName("a known failure and a stale entry"),
        new TestCaseData(SampleRun.Result with { Cases = [SampleRun.Result.Cases[0] with { Verdict = Verdict.Error, Findings = [] }] }).SetName("a fault of the harness"),
    ];

    [TestCaseSource(nameof(Runs))]
    public void Fits_the_schema_that_readers_of_surefire_reports_share(RunResult run)
    {
        Assert.That(Defects(Written(run)), Is.Empty);
    }

    [TestCaseSource(nameof(Runs))]
    public void Its_numbers_are_those_of_its_cases(RunResult run)
    {
        var root = Written(run).Root ?? throw new XmlException();

        foreach (var counted in root.Elements("testsuite").Append(root))
        {
            Assert.That((int?)counted.Attribute("tests"), Is.EqualTo(counted.Descendants("testcase").Count()));
            Assert.That((int?)counted.Attribute("failures"), Is.EqualTo(counted.Descendants("failure").Count()));
            Assert.That((int?)counted.Attribute("errors"), Is.EqualTo(counted.Descendants("error").Count()));
        }

        Assert.That(root.Elements("testsuite").Sum(s => (int?)s.Attribute("skipped")), Is.EqualTo(root.Descendants("skipped").Count()));
    }

    [Test]
    public void The_check_itself_notices_what_is_wrong()
    {
        var wrong = XDocument.Parse("""<testsuites name="x" tests="1" failures="0" errors="0" time="1,5"><testcase name="a"/></testsuites>""");

        Assert.That(Defects(wrong), Has.Count.GreaterThanOrEqualTo(2));
    }

    private static XDocument Written(RunResult run)
    {
        using var stream = new MemoryStream();
        JUnitReport.Write(run, stream);
        stream.Position = 0;
        return XDocument.Load(stream);
    }

    private static List<string> Defects(XDocument document)
    {
        var schemas = new XmlSchemaSet();
        using (var schema = XmlReader.Create(Path.Combine(TestContext.CurrentContext.TestDirectory, "junit.xsd")))
        {
            schemas.Add(null, schema);
        }

        var defects = new List<string>();
        document.Validate(schemas, (_, defect) => defects.Add(defect.Message));
        return defects;
    }
}
