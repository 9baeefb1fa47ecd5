using System.Text;
using Bogus;
using Conformance.Wire.Lists;

namespace Conformance.Wire.Tests.Lists;

[TestFixture]
public sealed class ResourceListsSpecs
{
    private const string Open = "<resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists' xmlns:cp='urn:ietf:params:xml:ns:copycontrol' xmlns:x='urn:x'>";

    private static ResourceLists Read(string text)
    {
        Assert.That(ResourceLists.TryRead(Encoding.UTF8.GetBytes(text), out var lists, out var error), Is.True, error?.Message);
        return lists!;
    }

    private static IEnumerable<ListDefectKind> Kinds(string inside) =>
        ResourceLists.Validate(Encoding.UTF8.GetBytes(Open + inside + "</resource-lists>")).Select(d => d.Kind);

    [Test]
    public void Entries_of_all_lists_are_read_in_document_order_whatever_the_prefix()
    {
        var lists = Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <rl:resource-lists xmlns:rl="urn:ietf:params:xml:ns:resource-lists" xmlns:y="urn:ietf:params:xml:ns:copycontrol">
             <rl:list name="ops">
              <rl:display-name xml:lang="en">Ops desk</rl:display-name>
              <rl:entry uri=" sip:kim@example.net?Subject=1&amp;Priority=urgent " y:copyControl="to"><rl:display-name>Kim</rl:display-name></rl:entry>
              <rl:list><rl:list><rl:entry uri="sips:lou@example.org" y:anonymize="1" y:copyControl="cc" y:count="3"/></rl:list></rl:list>
              <rl:entry uri="sip:max@example.com"/>
             </rl:list>
             <rl:list><rl:entry uri="tel:+123"/></rl:list>
            </rl:resource-lists>
            """);

        var entries = lists.FlatEntries.ToList();
        Assert.That(entries.Select(e => e.Uri), Is.EqualTo(new[] { "sip:kim@example.net?Subject=1&Priority=urgent", "sips:lou@example.org", "sip:max@example.com", "tel:+123" }));
        Assert.That((entries[0].CopyControl, entries[0].DisplayName), Is.EqualTo((CopyControl.To, "Kim")));
        Assert.That((entries[1].CopyControl, entries[1].Anonymize, entries[1].Count), Is.EqualTo((CopyControl.Cc, true, 3L)));
        Assert.That((entries[2].CopyControl, entries[2].Anonymize, entries[2].Count), Is.EqualTo(((CopyControl?)null, (bool?)null, (long?)null)), "no schema defaults");
        Assert.That((lists.Lists[0].Name, lists.Lists[0].DisplayName, lists.Lists[0].DisplayNameLanguage), Is.EqualTo(("ops", "Ops desk", "en")));
        Assert.That(ResourceLists.Validate(lists.Bytes), Is.Empty);
    }

    [Test]
    public void Illegal_values_are_kept_as_text_and_have_no_typed_view()
    {
        var entry = Read(Open + "<list><entry uri='sip:a@b' cp:copyControl='To' cp:anonymize='yes' cp:count='-1' copyControl='cc'/></list></resource-lists>").FlatEntries.Single();

        Assert.That((entry.CopyControlText, entry.AnonymizeText, entry.CountText), Is.EqualTo(("To", "yes", "-1")));
        Assert.That((entry.CopyControl, entry.Anonymize, entry.Count), Is.EqualTo(((CopyControl?)null, (bool?)null, (long?)null)));
        Assert.That(entry.OtherAttributes.Single(), Is.EqualTo(new ListAttribute("", "", "copyControl", "cc")));
    }

    [TestCase("<list><entry uri='sip:a@b'/></list><list/>")]
    [TestCase("<list x:a='b'><display-name/><list/><entry-ref ref='a/b'/><external anchor='http://h/x'/><x:e/></list>")]
    [TestCase("<list><entry uri='sip:a@b' cp:count=' +07 ' cp:anonymize=' 0 '/></list>")]
    [TestCase("")]
    public void A_legal_document_has_no_defect(string inside) => Assert.That(Kinds(inside), Is.Empty);

    [TestCase("<entry uri='sip:a@b'/>", ListDefectKind.MisplacedElement)]
    [TestCase("<list><entry/></list>", ListDefectKind.MissingUri)]
    [TestCase("<list><entry uri=' '/></list>", ListDefectKind.EmptyUri)]
    [TestCase("<list><entry-ref/></list>", ListDefectKind.MissingRef)]
    [TestCase("<list><entry-ref ref='/abs'/></list>", ListDefectKind.RefNotRelative)]
    [TestCase("<list><entry-ref ref='http://h/x'/></list>", ListDefectKind.RefNotRelative)]
    [TestCase("<list><external/></list>", ListDefectKind.MissingAnchor)]
    [TestCase("<list><external anchor='x/y'/></list>", ListDefectKind.AnchorNotAbsolute)]
    [TestCase("<list><external anchor='http://h/ü'/></list>", ListDefectKind.AnchorNotAbsolute)]
    [TestCase("<list name='a'/><list name='a'/>", ListDefectKind.DuplicateListName)]
    [TestCase("<list><entry uri='sip:a@b'/><entry uri='sip:a@b'/></list>", ListDefectKind.DuplicateUri)]
    [TestCase("<list><entry-ref ref='a'/><entry-ref ref='a'/></list>", ListDefectKind.DuplicateRef)]
    [TestCase("<list><external anchor='http://h/x'/><external anchor='http://h/x'/></list>", ListDefectKind.DuplicateAnchor)]
    [TestCase("<list><entry uri='sip:a@b'/><display-name>late</display-name></list>", ListDefectKind.WrongOrder)]
    [TestCase("<list><x:e/><entry uri='sip:a@b'/></list>", ListDefectKind.WrongOrder)]
    [TestCase("<list><display-name/><display-name/></list>", ListDefectKind.DuplicateDisplayName)]
    [TestCase("<list><entry uri='sip:a@b' copyControl='to'/></list>", ListDefectKind.UnqualifiedCopyControl)]
    [TestCase("<list><display-name cp:copyControl='to'/></list>", ListDefectKind.MisplacedCopyControl)]
    [TestCase("<list role='ops'/>", ListDefectKind.UnexpectedAttribute)]
    [TestCase("<list><entry uri='sip:a@b' cp:copyControl='BCC'/></list>", ListDefectKind.BadCopyControl)]
    [TestCase("<list><entry uri='sip:a@b' cp:anonymize='TRUE'/></list>", ListDefectKind.BadAnonymize)]
    [TestCase("<list><entry uri='sip:a@b' cp:count='two'/></list>", ListDefectKind.BadCount)]
    [TestCase("<list><display-name xml:lang='e_n'/></list>", ListDefectKind.BadLanguage)]
    [TestCase("<list><member/></list>", ListDefectKind.UnknownElement)]
    [TestCase("<list><e xmlns=''/></list>", ListDefectKind.UnknownElement)]
    [TestCase("<list>sip:a@b</list>", ListDefectKind.UnexpectedText)]
    [TestCase("<list>", ListDefectKind.NotWellFormed)]
    public void A_defect_is_named(string inside, ListDefectKind expected) => Assert.That(Kinds(inside), Is.EqualTo(new[] { expected }));

    [TestCase("<resource-lists/>", ListDefectKind.NoNamespace)]
    [TestCase("<resource-lists xmlns='urn:x'/>", ListDefectKind.WrongNamespace)]
    [TestCase("<list xmlns='urn:ietf:params:xml:ns:resource-lists'/>", ListDefectKind.WrongRoot)]
    [TestCase("<!DOCTYPE resource-lists><resource-lists/>", ListDefectKind.DocumentType)]
    [TestCase("<?xml version='1.0' encoding='latin1'?><resource-lists xmlns='urn:ietf:params:xml:ns:resource-lists'/>", ListDefectKind.BadEncoding)]
    public void A_document_of_another_kind_is_named_as_such(string document, ListDefectKind expected) =>
        Assert.That(ResourceLists.Validate(Encoding.UTF8.GetBytes(document)).Select(d => d.Kind), Does.Contain(expected));

    [TestCase("sip:anonymous@anonymous.invalid", true)]
    [TestCase("sip:anonymous@ANONYMOUS.invalid", true)]
    [TestCase("sip:%61nonymous@anonymous.invalid", true)]
    [TestCase("sip:Anonymous@anonymous.invalid", false)]
    [TestCase("sips:anonymous@anonymous.invalid", false)]
    [TestCase("not a uri", false)]
    public void The_stand_in_for_hidden_recipients_is_known_by_URI_comparison(string uri, bool expected) =>
        Assert.That(new ListEntry(uri).IsAnonymous, Is.EqualTo(expected));

    [Test]
    public void A_written_tree_is_read_back_the_same()
    {
        var random = new Randomizer(4826);
        for (var round = 0; round < 200; round++)
        {
            var style = new ListStyle { Prefix = random.ArrayElement(["", "rl", "a.b"]), CopyControlPrefix = random.ArrayElement(["cp", "x1"]), Lines = random.Bool() };
            var written = new ResourceLists(List(random, 3)).Write(style);

            var back = Read(Encoding.UTF8.GetString(written));

            Assert.That(back.Write(style), Is.EqualTo(written), Encoding.UTF8.GetString(written));
            Assert.That(ResourceLists.Validate(written).Where(d => d.BreaksSchema), Is.Empty);
        }
    }

    [Test]
    public void What_XML_cannot_carry_is_refused_on_writing() =>
        Assert.That(() => ResourceLists.Write([new ListEntry("sip:a\u0001@b")]), Throws.ArgumentException.With.Message.Contains("U+0001"));

    [Test]
    public void Limits_stop_documents_with_too_many_or_too_deep_elements()
    {
        var limits = new WireLimits { XmlElements = 100, XmlDepth = 5 };
        var many = ResourceLists.Write(Enumerable.Range(0, 100).Select(i => new ListEntry($"sip:u{i}@h")));
        var deep = Encoding.UTF8.GetBytes(Open + string.Concat(Enumerable.Repeat("<list>", 500_000)));

        Assert.That(ResourceLists.TryRead(many, out _, out var tooMany, limits), Is.False);
        Assert.That(tooMany!.Reason, Is.EqualTo(WireReason.Limit));
        Assert.That(ResourceLists.TryRead(deep, out _, out var tooDeep, limits with { XmlBytes = 10_000_000 }), Is.False);
        Assert.That(tooDeep!.Reason, Is.EqualTo(WireReason.Limit));
        Assert.That(ResourceLists.Validate(many, limits).Single().Kind, Is.EqualTo(ListDefectKind.OverLimit));
    }

    [Test]
    public void Ten_thousand_entries_are_read_in_time_that_grows_with_their_number()
    {
        _ = Milliseconds(100);
        var (one, ten) = (Milliseconds(1_000), Milliseconds(10_000));

        TestContext.Out.WriteLine($"1,000 entries {one:F1} ms, 10,000 entries {ten:F1} ms");
        // Quadratic work would take a hundred times as long.
        Assert.That(ten, Is.LessThan(Math.Max(200, one * 50)));

        static double Milliseconds(int entries)
        {
            var document = ResourceLists.Write(
                Enumerable.Range(0, entries).Select(i => new ListEntry($"sip:user{i}@example.com;user=phone") { CopyControl = CopyControl.To, DisplayName = $"User {i}" }),
                new ListStyle { Lines = false });
            var best = double.MaxValue;
            for (var i = 0; i < 5; i++)
            {
                var before = Processor();
                Assert.That(ResourceLists.TryRead(document, out var lists, out var error), Is.True, error?.Message);
                Assert.That(lists!.FlatEntries.Count(), Is.EqualTo(entries));
                best = Math.Min(best, Processor() - before);
            }

            return best;
        }

        // Time of this process only: the machine may be busy with others.
        static double Processor() => Environment.CpuUsage.TotalTime.TotalMilliseconds;
    }

    private static ResourceList List(Randomizer random, int depth) => new(random.ArrayElement([0, 1, 4]) switch
    {
        var n => Enumerable.Range(0, n).Select(_ => Node(random, depth)).ToList(),
    })
    {
        Name = random.Bool() ? random.String2(3) + "\t\n\"<&>'" : null,
        DisplayName = random.Bool() ? "Grüße 你好 😀 & <co>" : null,
    };

    private static ListNode Node(Randomizer random, int depth) => random.Int(0, depth > 0 ? 3 : 2) switch
    {
        0 => new ListEntry($"sip:{random.String2(4)}@h?a=1&b=<2>")
        {
            CopyControl = random.Bool() ? random.Enum<CopyControl>() : null,
            Anonymize = random.Bool() ? random.Bool() : null,
            Count = random.Bool() ? random.Int(0, 9) : null,
            DisplayName = random.Bool() ? " a\r\nb " : null,
            DisplayNameLanguage = "en",
            ForeignElements = random.Bool() ? [new ForeignElement("f", "urn:f", "phone", "+1 & 2")] : [],
        },
        1 => new EntryRef("a/" + random.String2(4)),
        2 => new ExternalList("http://h/" + random.String2(4)) { OtherAttributes = [new ListAttribute("q", "urn:q", "k", "v")] },
        _ => List(random, depth - 1),
    };
}
