using System.Text;
using Conformance.Wire.Lists;
using Conformance.Wire.Mime;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Tests.Lists;

/// <summary>Copies taken apart for assertions.</summary>
internal static class Copies
{
    public static IReadOnlyList<MimeEntity> Parts(this SipMessage copy) =>
        MimeMultipart.Parse(copy.Body, copy.ContentType?.Boundary ?? throw new InvalidOperationException($"No multipart: {copy.ContentType}")).Parts;

    public static string Text(this MimeEntity part) => Encoding.UTF8.GetString(part.Content.Span);

    /// <summary>The history as lines "role user [count]", hidden ones as ANON.</summary>
    public static IReadOnlyList<string> History(this SipMessage copy)
    {
        var part = copy.Parts().Single(part => part.Disposition?.Is("recipient-list-history") == true);
        Assert.That(ResourceLists.Validate(part.Content).Where(defect => defect.Kind != ListDefectKind.DuplicateUri), Is.Empty);
        return ResourceLists.TryRead(part.Content, out var lists, out _)
            ? [.. lists.FlatEntries.Select(entry => $"{entry.CopyControlText} {(entry.IsAnonymous ? "ANON" : SipUri.Parse(entry.Uri).User)} {entry.CountText}".Trim())]
            : throw new InvalidOperationException();
    }
}
