using System.Text;
using System.Text.Json;
using Conformance.Harness.Dsl;
using Conformance.Harness.Ledger;
using Conformance.Harness.Remote.Description;
using Conformance.Harness.Tests.Reports;
using Conformance.Stack;

namespace Conformance.Harness.Tests.Remote.Description;

public sealed class SutSchemaSpecs
{
    private static readonly JsonElement Schema = JsonDocument.Parse(SutSchema.Text).RootElement;

    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Test]
    public void The_schema_names_the_seats_receipts_items_and_actions_that_exist()
    {
        var pics = Member(Schema, "pics");
        string[] seats = [.. Seat.All.Select(s => s.Name)];

        Assert.That(Words(Member(pics, "seats").GetProperty("items")), Is.EqualTo(seats));
        Assert.That(Names(Member(Schema, "addresses")), Is.EqualTo(seats));
        Assert.That(Words(Member(pics, "receipts").GetProperty("items")), Is.EqualTo(SutPics.ReceiptKinds));
        Assert.That(Names(Member(pics, "items")), Is.EquivalentTo(PicsItems.All));
        Assert.That(Names(Member(Schema, "readings")), Is.EqualTo(Readings.All.Where(r => r.IsOpen).Select(r => r.Id)));
        foreach (var reading in Readings.All.Where(r => r.IsOpen))
        {
            Assert.That(Words(Member(Member(Schema, "readings"), reading.Id)), Is.EqualTo(reading.Alternatives.Select(a => (string?)a.Name).Append(null)));
        }

        Assert.That(Names(Member(Member(Schema, "control"), "actions")), Is.EqualTo(ControlAction.All.Select(a => a.Name)));
    }

    [Test]
    public void What_settles_an_ambiguity_can_be_written()
    {
        foreach (var setting in Readings.All.Select(r => r.Setting).OfType<string>())
        {
            Assert.That(() => setting.Split('.').Aggregate(Schema, Member), Throws.Nothing, setting);
        }
    }

    [Test]
    public void The_reader_knows_every_member_that_the_schema_knows()
    {
        // The right type everywhere, so that only names can be wrong.
        var file = Sample(Schema).ToString() ?? "";

        var problems = SutFileSpecs.Refused(file).Problems;

        Assert.That(problems.Where(p => p.Text.Contains("there is no member", StringComparison.Ordinal)), Is.Empty, file);
    }

    [TestCase("""{ "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "adresses": {} }""", "$.adresses")]
    [TestCase("""{ "name": "x", "pics": { "seats": ["im-sendr"], "transports": ["udp"] } }""", "$.pics.seats[0]")]
    [TestCase("""{ "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "timers": { "t1Ms": 0 } }""", "$.timers.t1Ms")]
    [TestCase("""{ "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "harness": { "address": "localhost" } }""", "$.harness.address")]
    [TestCase("""{ "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "control": { "otherwise": "maybe" } }""", "$.control.otherwise")]
    [TestCase("""{ "name": "x", "pics": { "seats": ["im-sender"], "transports": ["udp"] }, "credentials": { "username": "x" } }""", "$.credentials")]
    public void What_the_schema_refuses_the_reader_refuses_at_the_same_place(string file, string path)
    {
        Assert.That(SchemaCheck.Defects(Schema, JsonDocument.Parse(file).RootElement), Has.Some.StartsWith(path + ":"));
        Assert.That(SutFileSpecs.Refused(file).Problems.Select(p => p.Path), Has.Member(path));
    }

    public static IEnumerable<TestCaseData> Templates()
    {
        yield return new TestCaseData(new SutFileTemplate("acme", Seat.All, [TransportKind.Udp, TransportKind.Tcp])).SetName("all seats");
        foreach (var seat in Seat.All)
        {
            yield return new TestCaseData(new SutFileTemplate("a \"quoted\" name", [seat], [TransportKind.Tcp])).SetName(seat.Name);
        }
    }

    [TestCaseSource(nameof(Templates))]
    public void The_file_that_init_writes_fits_the_schema_and_can_be_read(SutFileTemplate template)
    {
        var text = template.ToString();

        var read = SutFileSpecs.Parse(text);

        Assert.That(SchemaCheck.Defects(Schema, JsonDocument.Parse(text, Commented).RootElement), Is.Empty);
        Assert.That((read.Name, read.Pics.Seats, read.Pics.Transports), Is.EqualTo((template.Name, template.Seats, template.Transports)));
        Assert.That(read.Control.Actions, Contains.Key("reset"));
        Assert.That(text.Split('\n').Select(l => l.Length), Has.All.LessThan(170), "lines that fit a screen");
    }

    [Test]
    public void With_tls_the_file_of_init_asks_for_the_root_first()
    {
        var refused = SutFileSpecs.Refused(new SutFileTemplate("acme", [Seat.ImSender], [TransportKind.Tls]).ToString());

        Assert.That(refused.Problems.Select(p => p.Path), Is.EqualTo(new[] { "$.tls.trust" }));
    }

    /// <summary>A document with every member of the schema.</summary>
    private static StringBuilder Sample(JsonElement schema)
    {
        schema = schema.TryGetProperty("$ref", out var reference) ? Schema.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]) : schema;
        if (schema.TryGetProperty("anyOf", out var choices))
        {
            return Sample(choices.EnumerateArray().Last());
        }

        if (schema.TryGetProperty("properties", out var members))
        {
            return new StringBuilder("{").AppendJoin(",\n", members.EnumerateObject().Select(m => $"\"{m.Name}\": {Sample(m.Value)}")).Append('}');
        }

        var type = schema.TryGetProperty("type", out var types) ? types.ValueKind is JsonValueKind.Array ? types[0].GetString() : types.GetString() : "string";
        return new StringBuilder(type switch { "array" => "[]", "object" => "{}", "boolean" => "true", "integer" => "1000", _ => "\"x\"" });
    }

    private static JsonElement Member(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    private static IEnumerable<string?> Words(JsonElement schema) => schema.GetProperty("enum").EnumerateArray().Select(w => w.GetString());

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
}
