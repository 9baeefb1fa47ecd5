using System.Text;
using Conformance.Wire.Receipts;
using FsCheck;
using FsCheck.Fluent;

namespace Conformance.Wire.Tests.Receipts;

[TestFixture]
public sealed class StatusReceiptSpecs
{
    private const string Open = "<status-receipt xmlns=\"urn:ietf:params:xml:ns:status-receipt\">";

    [TestCase("a&b!c*")]
    [TestCase("'|`~^é你")]
    [TestCase("1<2>3\"4")]
    public void A_message_id_survives_writing_and_reading(string id)
    {
        var document = StatusReceipt.Delivery(id, "im:bob@example.com;a=1&b=2", 404).Write();

        Assert.That(StatusReceipt.TryRead(document, out var receipt, out _), Is.True);
        Assert.That(receipt!.MessageId, Is.EqualTo(id));
        Assert.That(receipt.RecipientUri, Is.EqualTo("im:bob@example.com;a=1&b=2"));
        Assert.That(receipt.Class, Is.EqualTo(ReceiptClass.Negative));
        Assert.That(StatusReceipt.Validate(document), Is.Empty);
    }

    [TestCase("delivery", "200", ReceiptClass.Positive)]
    [TestCase("delivery", "299", ReceiptClass.Positive)]
    [TestCase("delivery", "480", ReceiptClass.Negative)]
    [TestCase("delivery", "603", ReceiptClass.Negative)]
    [TestCase("delivery", "302", ReceiptClass.Odd)]
    [TestCase("delivery", "ok", ReceiptClass.Odd)]
    [TestCase("read", "200", ReceiptClass.Read)]
    [TestCase("read", "485", ReceiptClass.ReadUnknown)]
    [TestCase("read", "480", ReceiptClass.Odd)]
    [TestCase("processed", "200", ReceiptClass.Odd)]
    [TestCase(null, null, ReceiptClass.Odd)]
    public void Type_and_status_together_tell_what_a_receipt_reports(string? type, string? status, ReceiptClass expected) =>
        Assert.That(new StatusReceipt { MessageId = "m", Type = type, Status = status }.Class, Is.EqualTo(expected));

    [Test]
    public void A_prefix_and_notes_in_two_languages_are_written_validly()
    {
        var receipt = StatusReceipt.Read("m1", null) with { Notes = [new("gelesen", "de"), new("read", null)] };

        var document = receipt.Write("sr");

        Assert.That(Encoding.UTF8.GetString(document), Does.Contain("<sr:note lang=\"de\">gelesen</sr:note>"));
        Assert.That(StatusReceipt.Validate(document), Is.Empty);
        Assert.That(StatusReceipt.TryRead(document, out var back, out _), Is.True);
        Assert.That(back!.Notes, Is.EqualTo(receipt.Notes));
        Assert.That(back.RecipientUri, Is.Null);
    }

    [TestCase("<!DOCTYPE a [<!ENTITY x SYSTEM 'http://127.0.0.1/'>]><status-receipt>&x;</status-receipt>", ReceiptDefectKind.DocumentType)]
    [TestCase("<?xml version=\"1.1\"?><status-receipt/>", ReceiptDefectKind.BadVersion)]
    [TestCase("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><status-receipt/>", ReceiptDefectKind.BadEncoding)]
    [TestCase("", ReceiptDefectKind.NotWellFormed)]
    [TestCase("plain text", ReceiptDefectKind.NotWellFormed)]
    [TestCase("<status-receipt/>trailing", ReceiptDefectKind.NotWellFormed)]
    [TestCase("<status-receipt><a>&#1;</a></status-receipt>", ReceiptDefectKind.NotWellFormed)]
    [TestCase(Open + "<message-id>m</message-id><type>read</type><status>700</status></status-receipt>", ReceiptDefectKind.StatusOutOfRange)]
    [TestCase(Open + "<message-id>m</message-id><type>re ad</type><status>200</status></status-receipt>", ReceiptDefectKind.BadType)]
    [TestCase(Open + "<message-id>m</message-id><x:e xmlns:x='urn:x'/><type>read</type><status>200</status></status-receipt>", ReceiptDefectKind.WrongOrder)]
    [TestCase(Open + "<message-id a='b'>m</message-id><type>read</type><status>200</status></status-receipt>", ReceiptDefectKind.UnexpectedAttribute)]
    [TestCase(Open + "<message-id>m</message-id><type>read</type><status>200</status>text</status-receipt>", ReceiptDefectKind.UnexpectedText)]
    [TestCase(Open + "<message-id><b>m</b></message-id><type>read</type><status>200</status></status-receipt>", ReceiptDefectKind.NestedElement)]
    [TestCase(Open + "<message-id>m</message-id><type>read</type><status>200</status><note lang='??'/></status-receipt>", ReceiptDefectKind.BadLanguage)]
    public void A_defect_is_named(string document, ReceiptDefectKind expected) =>
        Assert.That(StatusReceipt.Validate(Encoding.UTF8.GetBytes(document)).Select(d => d.Kind), Does.Contain(expected));

    [Test]
    public void Bytes_that_are_not_UTF_8_are_told_from_bad_XML_with_their_offset()
    {
        byte[] document = [.. Encoding.UTF8.GetBytes(Open + "<note>gr"), 0xFC, .. "n</note></status-receipt>"u8];

        Assert.That(StatusReceipt.TryRead(document, out _, out var error), Is.False);
        Assert.That(error!.Reason, Is.EqualTo(WireReason.Encoding));
        Assert.That(document[error.Offset], Is.EqualTo(0xFC));
    }

    [Test]
    public void A_defect_points_at_the_byte_where_its_element_starts()
    {
        var document = Encoding.UTF8.GetBytes("\uFEFF" + Open + "\r\n<message-id>ü你😀</message-id>\r<type>read</type>\n<status>ok</status></status-receipt>");

        var defect = StatusReceipt.Validate(document).Single();

        Assert.That(Encoding.UTF8.GetString(document[defect.Offset..]), Does.StartWith("<status>ok"));
    }

    [Test]
    public void Limits_stop_documents_that_are_too_large_or_too_deep()
    {
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", 50_000)));

        Assert.That(StatusReceipt.TryRead(deep, out _, out var tooDeep), Is.False);
        Assert.That(tooDeep!.Reason, Is.EqualTo(WireReason.Limit));
        Assert.That(StatusReceipt.TryRead(new byte[WireLimits.Default.XmlBytes + 1], out _, out var tooLarge), Is.False);
        Assert.That(tooLarge!.Reason, Is.EqualTo(WireReason.Limit));
    }

    [Test]
    public void The_named_defects_agree_with_a_schema_processor()
    {
        var schemas = SchemaOracle.Compile(typeof(StatusReceipt).Assembly.GetManifestResourceStream("status-receipt.xsd")!);
        var children = Gen.Elements(
            "<message-id>m</message-id>", "<message-id> </message-id>", "<message-id/>", "<message-id><b/></message-id>", "<message-id x='1'>m</message-id>",
            "<recipient-uri>im:b@c</recipient-uri>", "<type>read</type>", "<type>later</type>", "<type> re ad </type>", "<type/>",
            "<status>200</status>", "<status> 485 </status>", "<status>199</status>", "<status>700</status>", "<status>ok</status>", "<status/>",
            "<note>n</note>", "<note lang='en'>n</note>", "<note lang=''>n</note>", "<note xml:lang='??'>n</note>", "<note other='1'>n</note>", "<note><b/></note>",
            "<reason/>", "<x:e/>", "<x:e>t</x:e>", "<e xmlns=''/>", "text", "<![CDATA[t]]>", " ", "<!-- c -->", "<?pi?>");
        var roots = Gen.Elements("", " x:a='1'", " a='1'", " xml:lang='en'");
        var lists = from head in Gen.Elements("", "<message-id>m</message-id>", "<message-id>m</message-id><type>read</type><status>200</status>")
                    from tail in children.ListOf()
                    from root in roots
                    select $"<status-receipt xmlns='{StatusReceipt.Namespace}' xmlns:x='urn:x'{root}>{head}{string.Concat(tail)}</status-receipt>";

        Prop.ForAll(lists.ToArbitrary(), text =>
        {
            var document = Encoding.UTF8.GetBytes(text);
            var complaint = SchemaOracle.FirstComplaint(schemas, document);
            var defects = StatusReceipt.Validate(document);
            return (defects.Count == 0) == (complaint is null) && !defects.Any(d => d.Kind == ReceiptDefectKind.SchemaViolation);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Test]
    public void Damaged_documents_never_throw()
    {
        var good = StatusReceipt.Delivery("m1", "im:bob@example.com", 200).Write();
        var damage = from at in Gen.Choose(0, good.Length - 1)
                     from value in Gen.Choose(0, 255)
                     from cut in Gen.Choose(0, good.Length)
                     select (at, value, cut);

        Prop.ForAll(damage.ToArbitrary(), d =>
        {
            var bad = good.ToArray();
            bad[d.at] = (byte)d.value;
            return StatusReceipt.Validate(bad) is not null && StatusReceipt.Validate(bad.AsMemory(0, d.cut)) is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
