using System.Collections;
using System.Reflection;
using ModuleBuild.Core.Manifest;

namespace ModuleBuild.Core.Tests.Manifest;

/// <summary>Compares manifests by what they hold: records compare their arrays by reference.</summary>
internal static class ManifestEquality
{
    public static void AssertSame(ModuleManifest expected, ModuleManifest actual) => AssertSame(expected, actual, "manifest");

    private static void AssertSame(object? expected, object? actual, string path)
    {
        if (expected is string or null || actual is null || expected.GetType().Namespace?.StartsWith("ModuleBuild", StringComparison.Ordinal) != true)
        {
            if (expected is IEnumerable left and not string && actual is IEnumerable right)
            {
                var (expectedItems, actualItems) = (left.Cast<object>().ToArray(), right.Cast<object>().ToArray());
                Assert.True(expectedItems.Length == actualItems.Length, path);
                for (var i = 0; i < expectedItems.Length; i++)
                {
                    AssertSame(expectedItems[i], actualItems[i], $"{path}[{i}]");
                }

                return;
            }

            Assert.True(Equals(expected, actual), $"{path}: {expected} is not {actual}");
            return;
        }

        foreach (var property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            AssertSame(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}");
        }
    }
}
