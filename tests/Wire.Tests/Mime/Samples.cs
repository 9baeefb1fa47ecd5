using System.Globalization;

namespace Conformance.Wire.Tests.Mime;

/// <summary>
/// Messages kept as files. Those in <c>valid</c> must be read and given back octet for octet; those in <c>malformed</c>
/// are named <c>what-is-wrong.REASON.OFFSET.extension</c>.
/// </summary>
internal static class Samples
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Data");

    public static byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Root, path));

    public static IEnumerable<TestCaseData> In(string folder) => Files(folder).Select(file =>
        new TestCaseData(File.ReadAllBytes(file)).SetArgDisplayNames(Path.GetFileName(file)));

    public static IEnumerable<byte[]> All(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    public static IEnumerable<TestCaseData> Malformed(string codec) => Files(codec + "/malformed").Select(file =>
    {
        var name = Path.GetFileName(file).Split('.');
        return new TestCaseData(File.ReadAllBytes(file), Enum.Parse<WireReason>(name[1]), int.Parse(name[2], CultureInfo.InvariantCulture))
            .SetArgDisplayNames(name[0]);
    });

    public static string Count(string file) => Path.GetFileName(file).Split('.')[1];

    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder)).Order(StringComparer.Ordinal);
}
