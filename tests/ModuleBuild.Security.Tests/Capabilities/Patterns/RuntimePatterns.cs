namespace ModuleBuild.Security.Tests.Capabilities.Patterns;

/// <summary>Programs in which .NET finds by itself what it calls: attributes, data, lists of members, operations on dynamic values.</summary>
internal static class RuntimePatterns
{
    private const string Dynamic = "class D { public static D operator +(D d, int i) { Bad.Do(); return d; } public static D operator -(D d, int i) => d; public int this[int i] => Bad.Do(); public static implicit operator int(D d) => Bad.Do(); } ";
    private const string Marked = "abstract class Mark : Attribute { public abstract void Go(); } class Evil : Mark { public override void Go() => Bad.Do(); } class Nice : Mark { public override void Go() { } } ";
    private const string Nested = "class Inner { public string X { get => null; set => Bad.Do(); } } class Other { public string X { set => Bad.Do(); } } class Dto { public List<Inner> Inners { get; set; } } class Plain { public string X { get; set; } } ";

    public static IEnumerable<Pattern> All { get; } = new PatternList()
        .Reaches("a static constructor by the handle of its type", "class A { static A() { Bad.Do(); } } class Entry { public void Run() => RuntimeHelpers.RunClassConstructor(typeof(A).TypeHandle); }", PatternList.Start)
        .Reaches("all methods of a type", "class A { public static void Go() => Bad.Do(); } class Entry { public void Run() { foreach (var m in typeof(A).GetMethods()) m.Invoke(null, null); } }", PatternList.Start, "reflection:invoke")
        .Reaches("native functions of a type that is handed on", "class N { [DllImport(\"evil\")] public static extern int go(); } class Entry { public void Run() => Bind(new List<Type> { typeof(N) }); static void Bind(List<Type> types) { foreach (var m in types[0].GetRuntimeMethods()) Console.WriteLine(m.Name); } }", "native:pinvoke:evil!go")
        .Reaches("native functions of a type that is handed on, safe", "class N { [DllImport(\"evil\")] public static extern int go(); public static int Else() => 1; } class Entry { public void Run() => Bind(new List<Type> { typeof(N) }); static void Bind(List<Type> types) => Console.WriteLine(types[0].Name); }")
        .Reaches("a member whose name a branch decides", "class A { public static void Go() => Bad.Do(); public static void Not() { } } class Entry { public void Run(bool b) => typeof(A).GetMethod(b ? \"Go\" : \"Not\").Invoke(null, null); }", PatternList.Start, "reflection:invoke")
        .Reaches("all properties of a type", "class A { public int X => Bad.Do(); } class Entry { public void Run() { foreach (var p in typeof(A).GetProperties()) p.GetValue(new A()); } }", PatternList.Start, "reflection:invoke")
        .Reaches("all properties of a type, safe", "class A { public int X => 1; public int Y() => Bad.Do(); } class Entry { public void Run() { foreach (var p in typeof(A).GetProperties()) p.GetValue(new A()); } }", "reflection:invoke")
        .Reaches("a delegate by a name", "class A { public static int Go() => Bad.Do(); public static int Not() => 1; } class Entry { public void Run() => Delegate.CreateDelegate(typeof(Func<int>), typeof(A), \"Go\"); }", PatternList.Start, "reflection:invoke")
        .Reaches("a delegate by a name, safe", "class A { public static int Go() => Bad.Do(); public static int Not() => 1; } class Entry { public void Run() => Delegate.CreateDelegate(typeof(Func<int>), typeof(A), \"Not\"); }", "reflection:invoke")
        .Reaches("an operator of a dynamic value", Dynamic + "class Entry { public void Run() { dynamic d = new D(); d = d + 1; } }", PatternList.Start, "reflection:invoke")
        .Reaches("an operator of a dynamic value, safe", Dynamic + "class Entry { public void Run() { dynamic d = new D(); d = d - 1; } }", "reflection:invoke")
        .Reaches("an indexer of a dynamic value", Dynamic + "class Entry { public void Run() { dynamic d = new D(); var x = d[1]; } }", PatternList.Start, "reflection:invoke")
        .Reaches("a conversion of a dynamic value", Dynamic + "class Entry { public void Run() { dynamic d = new D(); int x = d; } }", PatternList.Start, "reflection:invoke")
        .Twins("attributes of a type",
            Marked + "[Evil] class T { } class Entry { public void Run() { foreach (Mark m in typeof(T).GetCustomAttributes(true)) m.Go(); } }",
            Marked + "[Evil] class T { } [Nice] class U { } class Entry { public void Run() { foreach (Mark m in typeof(U).GetCustomAttributes(true)) m.Go(); } }")
        .Twins("attributes of a type, of a base type",
            Marked + "[Evil] class T { } class Entry { public void Run() => typeof(T).GetCustomAttribute<Mark>().Go(); }",
            Marked + "[Nice] class T { } [Evil] class U { } class Entry { public void Run() => typeof(T).GetCustomAttribute<Mark>().Go(); }")
        .Twins("attributes of what is not known",
            Marked + "class T { [Evil] public void F() { } } class Entry { public void Run(MemberInfo i) { foreach (Mark m in i.GetCustomAttributes(typeof(Mark), true)) m.Go(); } }",
            Marked + "class T { [Evil] public void F() { } } class Entry { public void Run(MemberInfo i) { foreach (var m in i.GetCustomAttributes(typeof(ObsoleteAttribute), true)) Console.WriteLine(m); } }")
        .Reaches("an attribute that nobody asks for", "class Evil : Attribute { public Evil() => Bad.Do(); } [Evil] class T { } class Entry { public void Run() => new T(); }")
        .Twins("a type that an attribute names",
            "class Conv : System.ComponentModel.TypeConverter { public override object ConvertFrom(System.ComponentModel.ITypeDescriptorContext c, System.Globalization.CultureInfo i, object v) => Bad.Do(); } [System.ComponentModel.TypeConverter(typeof(Conv))] class T { } class Entry { public void Run() => System.ComponentModel.TypeDescriptor.GetConverter(typeof(T)); }",
            "class Conv : System.ComponentModel.TypeConverter { public override object ConvertFrom(System.ComponentModel.ITypeDescriptorContext c, System.Globalization.CultureInfo i, object v) => Bad.Do(); } [System.ComponentModel.TypeConverter(typeof(Conv))] class T { } class Entry { public void Run() => new T(); }")
        .Twins("data within data",
            Nested + "class Entry { public void Run(string s) => System.Text.Json.JsonSerializer.Deserialize<Dto>(s); }",
            Nested + "class Entry { public void Run(string s) { System.Text.Json.JsonSerializer.Deserialize<Plain>(s); new Other(); new Inner(); } }")
        .Twins("data from an object that is read",
            "class Dto { public int X => Bad.Do(); } class Entry { public void Run() => System.Text.Json.JsonSerializer.Serialize(new Dto()); }",
            "class Dto { public int X { get => 1; set => Bad.Do(); } } class Entry { public void Run() => System.Text.Json.JsonSerializer.Serialize(new Dto()); }")
        .All;
}
