using Conformance.ReferenceImpl.Lists.Service;
using Conformance.Wire.Sip;

namespace Conformance.ReferenceImpl.Deviations;

/// <summary>Faults of the seat list-service, one row each; the rows stand in the files beside this one, by subject.</summary>
internal static partial class ListServiceDeviations
{
    public static IReadOnlyList<Deviation> All { get; } =
        [.. Answers, .. Guards, .. Recipients, .. Histories, .. HistoryDocuments, .. Headers, .. Identities, .. UriRequests, .. Bodies, .. Receipts];

    private static Deviation<ListServiceConduct> Fault(
        string id, string requirement, string text, Func<ListServiceConduct, ListServiceConduct> edit) =>
        new(id, requirement, ListService.Name, text, edit);

    /// <summary>A fault in each copy.</summary>
    private static Deviation<ListServiceConduct> Fault(
        string id, string requirement, string text, Func<Copy, SipMessageBuilder, SipMessageBuilder> copyEdit) =>
        Fault(id, requirement, text, c => c with { Onward = (copy, message) => copyEdit(copy, message.Edit()).Build() });
}
