using System.Text;
using Conformance.Wire.Lists;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Wire.Tests.Lists;

[TestFixture]
public sealed class ListValidationSpecs
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Data", "resource-lists");

    private static readonly Gen<string> Attributes = Gen.Frequency(
        (4, Gen.Constant("")),
        (5, Gen.Elements(
            " cp:copyControl='to'", " cp:copyControl=' to'", " cp:copyControl='To'", " copyControl='to'", " cp:anonymize=' 1 '", " cp:anonymize='yes'",
            " cp:count='+3'", " cp:count='-0'", " cp:count='-1'", " cp:count='99999999999999999999'", " cp:count=''", " l:extra='1'", " x:y='z'",
            " xml:lang='en'", " xml:lang=''", " xml:lang='toolonglanguage'", " bad='1'", " cp:other='1'")));

    private static readonly Gen<string> Starts = Gen.Elements(
        "entry uri='sip:a@b'", "entry uri=''", "entry", "list", "list name=''", "entry-ref ref='a'", "entry-ref", "external anchor='http://h/x'", "external",
        "display-name", "member");

    private static Gen<string> Element(int depth) =>
        from start in Starts
        from attributes in Attributes
        from content in Content(depth - 1)
        select $"<l:{start}{attributes}>{content}</l:{start.Split(' ')[0]}>";

    private static Gen<string> Content(int depth) => depth <= 0
        ? Gen.Elements("", " ", "text", "<!-- c -->")
        : Gen.Frequency(
            (8, Element(depth)),
            (2, Gen.Elements("", " ", "text", "<x:foreign>t</x:foreign>", "<none/>", "<![CDATA[ ]]>", "<![CDATA[t]]>"))).ListOf().Select(items => string.Concat(items.Take(5)));

    [Test]
    public void The_named_defects_agree_with_a_schema_processor()
    {
        var schemas = SchemaOracle.Compile(new[] { "xml.xsd", "resource-lists.xsd", "copycontrol.xsd" }.Select(f => File.OpenRead(Path.Combine(Folder, f))));
        var documents = from name in Gen.Frequency((9, Gen.Constant("l:resource-lists")), (1, Gen.Elements("resource-lists", "l:list", "x:resource-lists")))
                        from attributes in Gen.Frequency((9, Gen.Constant("")), (1, Attributes))
                        from content in Content(4)
                        select $"<{name} xmlns:l='{ResourceLists.Namespace}' xmlns:cp='{ResourceLists.CopyControlNamespace}' xmlns:x='urn:x'{attributes}>{content}</{name}>";
        var valid = 0;

        Prop.ForAll(documents.ToArbitrary(), text =>
        {
            var document = Encoding.UTF8.GetBytes(text);
            var complaint = SchemaOracle.FirstComplaint(schemas, document);
            var breaks = ResourceLists.Validate(document).Where(d => d.BreaksSchema).ToList();
            valid += complaint is null ? 1 : 0;
            return ((breaks.Count == 0) == (complaint is null)).Label($"{complaint ?? "valid"} / {string.Join("; ", breaks)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
        Assert.That(valid, Is.GreaterThan(100), "the generator must reach valid documents too");
    }

    [Test]
    public void Damaged_documents_never_throw()
    {
        var good = ResourceLists.Write([new ListEntry("sip:a@b") { CopyControl = CopyControl.To, DisplayName = "ä" }, new ListEntry("sip:c@d")]);
        var damage = from at in Gen.Choose(0, good.Length - 1)
                     from value in Gen.Choose(0, 255)
                     from cut in Gen.Choose(0, good.Length)
                     select (at, value, cut);

        Prop.ForAll(damage.ToArbitrary(), d =>
        {
            var bad = good.ToArray();
            bad[d.at] = (byte)d.value;
            var read = ResourceLists.TryRead(bad, out var lists, out var error);
            return read == (lists is not null) && read == (error is null) && ResourceLists.Validate(bad.AsMemory(0, d.cut)) is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
